/** What can be completed after one command: its flags, and the values of those that have a fixed set. */
export interface CompletableCommand {
  name: string;
  flags: readonly CompletableFlag[];
  /** Values of its argument, as codes and checks. */
  words: readonly string[];
}

export interface CompletableFlag {
  /** With its two hyphens. */
  flag: string;
  description: string;
  takesValue: boolean;
  values: readonly string[];
}

/** The completion script for a shell. */
export function completionFor(
  shell: 'bash' | 'zsh' | 'fish',
  commands: readonly CompletableCommand[],
): string {
  if (shell === 'bash') return bash(commands);
  return shell === 'zsh' ? zsh(commands) : fish(commands);
}

function bash(commands: readonly CompletableCommand[]): string {
  const branches = commands.map(({ name, flags, words }) => {
    const valued = flags
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, values }) =>
        values.length === 0
          ? `      ${flag}) compopt -o default; return ;;`
          : `      ${flag}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$cur")); return ;;`,
      );
    const all = [...flags.map(({ flag }) => flag), ...words].join(' ');
    return [
      `  ${name})`,
      '    case "$prev" in',
      ...valued,
      '    esac',
      `    COMPREPLY=($(compgen -W '${all}' -- "$cur")) ;;`,
    ].join('\n');
  });
  return `# bash completion for ses-doctor: source <(ses-doctor completion bash)
_ses_doctor() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command=check word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${commands.map(({ name }) => name).join('|')}) command="$word"; break ;; esac
  done
  if [ "$COMP_CWORD" -eq 1 ] && [[ "$cur" != -* ]]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$cur"))
    return
  fi
  case "$command" in
${branches.join('\n')}
  esac
}
complete -F _ses_doctor ses-doctor
`;
}

function zsh(commands: readonly CompletableCommand[]): string {
  const escape = (text: string): string =>
    text.replaceAll(/[[\]:'\\]/g, (character) => (character === "'" ? "'\\''" : `\\${character}`));
  const branches = commands.map(({ name, flags, words }) => {
    const specs = flags.map(({ flag, description, takesValue, values }) => {
      const value = !takesValue ? '' : values.length === 0 ? ':value:_files' : `:value:(${values.join(' ')})`;
      return `      '*${flag}[${escape(description)}]${value}'`;
    });
    const argument = words.length === 0 ? [] : [`      '1:name:(${words.join(' ')})'`];
    return [`    ${name})`, '      _arguments \\', [...specs, ...argument].join(' \\\n'), '      ;;'].join(
      '\n',
    );
  });
  return `#compdef ses-doctor
# zsh completion for ses-doctor: ses-doctor completion zsh > "\${fpath[1]}/_ses-doctor"
_ses_doctor() {
  local command=check
  local -a commands=(${commands.map(({ name }) => name).join(' ')})
  if (( CURRENT == 2 )) && [[ "$words[2]" != -* ]]; then
    compadd -a commands
    return
  fi
  if (( \${commands[(Ie)$words[2]]} )); then
    command="$words[2]"
    shift words
    (( CURRENT-- ))
  fi
  case "$command" in
${branches.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_ses_doctor" ]; then _ses_doctor "$@"; else compdef _ses_doctor ses-doctor; fi
`;
}

function fish(commands: readonly CompletableCommand[]): string {
  const quote = (text: string): string => `'${text.replaceAll(/['\\]/g, (character) => `\\${character}`)}'`;
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap(({ name, flags, words }) => {
    const when =
      name === 'check'
        ? `'not __fish_seen_subcommand_from ${names.replace(/\bcheck\b ?/, '')}'`
        : `'__fish_seen_subcommand_from ${name}'`;
    return [
      ...flags.map(({ flag, description, takesValue, values }) => {
        const value = !takesValue ? '' : values.length === 0 ? ' -r' : ` -x -a ${quote(values.join(' '))}`;
        return `complete -c ses-doctor -n ${when} -l ${flag.slice(2)} -d ${quote(description)}${value}`;
      }),
      ...(words.length === 0 ? [] : [`complete -c ses-doctor -n ${when} -f -a ${quote(words.join(' '))}`]),
    ];
  });
  return `# fish completion for ses-doctor: ses-doctor completion fish > ~/.config/fish/completions/ses-doctor.fish
complete -c ses-doctor -n '__fish_use_subcommand' -a '${names}'
${lines.join('\n')}
`;
}
