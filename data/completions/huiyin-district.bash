# bash completion of huiyin-district

_huiyin_district ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local verbs='init office person code import serve event show tickets devices revoke policy calendar duty article
    notice backup restore commands'
  local channels='city_hotline state_council province mayor_mailbox district_mailbox leader_day walk_in stall grid
    other'
  local kinds='inquiry help complaint report suggestion praise other'
  local events='supplemented urged supervised reassigned extension_granted extension_refused reply_accepted
    reply_rejected followed_up reopened'
  local verb=${COMP_WORDS[1]-} n=0 i choices='' options='--help'

  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "$verbs --help --version" -- "$cur")
    return
  fi
  # How many arguments stand before this one; each option but these takes a value.
  for ((i = 2; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --wipe | --clear | --help) ;;
      --*) ((i++)) ;;
      *) ((n++)) ;;
    esac
  done

  case $prev in
    --channel) choices=$channels ;;
    --kind) if [[ $verb == office ]]; then choices='street township bureau'; else choices=$kinds; fi ;;
    --office | --name | --host | --pin | --at | --listen | --text) return ;;
  esac
  if [[ -n $choices ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
    return
  fi

  case $verb in
    init) options+=' --name --host' ;;
    office) options+=' --kind' ;;
    person) options+=' --office --pin --clear' ;;
    import) options+=' --office --channel --kind --at' ;;
    serve) options+=' --listen' ;;
    revoke) options+=' --wipe' ;;
    notice) options+=' --office --text' ;;
  esac
  if [[ $cur == -* ]]; then
    choices=$options
  elif ((n == 0)); then
    compopt -o dirnames
    return
  else
    case $n,$verb in
      1,office) choices='add list' ;;
      1,person) choices='add pin' ;;
      2,event) choices=$events ;;
      1,import | 1,policy | 1,calendar | 1,duty | 1,article | 1,backup | 1,restore | 1,commands | \
        3,person)
        compopt -o default
        return
        ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
}

complete -F _huiyin_district huiyin-district
