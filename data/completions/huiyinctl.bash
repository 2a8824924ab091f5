# bash completion of huiyinctl

_huiyinctl ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local verbs='enrol sync status tickets show do outbox doctor'
  local queues='today pending_sign to_contact handling submitted closed suspended due_soon overdue rework
    supervised waiting all'
  local kinds='sign assign claim contact progress extension_request request_withdraw situation_statement reply
    reply_withdraw read_receipt reveal'
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
    --queue)
      mapfile -t COMPREPLY < <(compgen -W "$queues" -- "$cur")
      return
      ;;
    --search | --limit | --offset | --person | --body | --why | --device-name)
      return
      ;;
  esac

  local options='--replica --help'
  local choices=''
  case $verb in
    '')
      options='--replica --help --version'
      choices=$verbs
      ;;
    enrol) options+=' --ca --device-name' ;;
    sync | status | doctor) options+=' --json' ;;
    tickets) options+=' --queue --search --limit --offset --json' ;;
    show)
      options+=' --json'
      [[ ${#words[@]} -eq 0 && -n $cur ]] && choices=$(_huiyinctl_tickets)
      ;;
    do)
      options+=' --person --body --body-file --blob'
      case ${#words[@]} in
        0) [[ -n $cur ]] && choices=$(_huiyinctl_tickets) ;;
        1) choices=$kinds ;;
      esac
      ;;
    outbox)
      case ${#words[@]},${words[0]-} in
        0,*)
          options+=' --json'
          choices='retry discard export'
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
