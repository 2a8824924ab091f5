# bash completion of huiyinctl

_huiyinctl ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local verbs='enrol sync status tickets show do outbox doctor'
  local queues='today pending_sign to_contact handling submitted closed suspended due_soon overdue rework
    supervised waiting all'
  local channels='city_hotline state_council province mayor_mailbox district_mailbox leader_day walk_in stall grid other'
  local kinds='sign assign claim contact progress extension_request return_request coordination_request
    suspend_request request_withdraw situation_statement resume mediation petition_link interim_reply reply
    reply_withdraw appeal read_receipt reveal article_suggest'
  local verb='' words=() i replica=()

  COMPREPLY=()
  # The verb and its arguments, past the options that may stand before it.
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --replica)
        replica=(--replica "${COMP_WORDS[i + 1]}")
        ((i++))
        ;;
      -*) ;;
      *)
        if [[ -z $verb ]]; then verb=${COMP_WORDS[i]}; else words+=("${COMP_WORDS[i]}"); fi
        ;;
    esac
  done

  case $prev in
    --replica)
      compopt -o dirnames
      return
      ;;
    --ca | --body-file | --blob)
      compopt -o default
      return
      ;;
    --channel)
      mapfile -t COMPREPLY < <(compgen -W "$channels" -- "$cur")
      return
      ;;
    --queue)
      mapfile -t COMPREPLY < <(compgen -W "$queues" -- "$cur")
      return
      ;;
    --search | --mine | --limit | --offset | --person | --body | --base-version | --why | --device-name)
      return
      ;;
  esac

  local options='--replica --json --help'
  local choices=''
  case $verb in
    '')
      options='--replica --json --help --version'
      choices=$verbs
      ;;
    enrol) options+=' --ca --device-name' ;;
    doctor) options+=' --rescue' ;;
    tickets) options+=' --queue --search --mine --channel --limit --offset' ;;
    show)
      [[ ${#words[@]} -eq 0 && -n $cur ]] && choices=$(_huiyinctl_tickets)
      ;;
    do)
      options+=' --person --body --body-file --blob --base-version'
      case ${#words[@]} in
        0) [[ -n $cur ]] && choices=$(_huiyinctl_tickets) ;;
        1) choices=$kinds ;;
      esac
      ;;
    outbox)
      case ${#words[@]},${words[0]-} in
        0,*)
          choices='retry discard note export'
          ;;
        1,export)
          compopt -o default
          return
          ;;
        *,discard) options+=' --why' ;;
      esac
      ;;
  esac
  [[ $cur == -* ]] && choices=$options
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
}

# Numbers that begin with what was typed; uses cur and replica of the caller.
_huiyinctl_tickets ()
{
  huiyinctl "${replica[@]}" tickets --search "$cur" --limit 50 --json 2>/dev/null |
    sed 's/"number"/\n&/g' | sed -n 's/^"number" *: *"\([^"]*\)".*/\1/p'
}

complete -F _huiyinctl huiyinctl
