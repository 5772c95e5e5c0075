import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOffline } from './host.ts';

/** A command line as it stands when Tab is pressed, and what must (not) be offered. */
const cases: [line: string, offered: readonly string[], not?: readonly string[]][] = [
  ['ses-doctor ', ['check', 'explain', 'checks', 'policy', 'completion']],
  ['ses-doctor ch', ['check', 'checks'], ['explain']],
  ['ses-doctor --ident', ['--identity']],
  ['ses-doctor check --save', ['--save-facts']],
  ['ses-doctor --identity example.com --rec', ['--recipient']],
  ['ses-doctor check --format s', ['sarif']],
  ['ses-doctor --fail-on w', ['warning'], ['never']],
  ['ses-doctor --only dkim/name', ['dkim/name-doubled'], ['dkim/record-missing']],
  ['ses-doctor check --skip inb', ['inbox']],
  ['ses-doctor explain --fi', ['--file'], ['--identity']],
  ['ses-doctor checks dkim/wrong-t', ['dkim/wrong-target', 'dkim/wrong-type']],
  ['ses-doctor checks mail-f', ['mail-from']],
  ['ses-doctor policy --only sand', ['sandbox']],
  ['ses-doctor completion f', ['fish'], ['bash']],
];

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-completion-'));
  for (const shell of ['bash', 'zsh', 'fish'])
    writeFileSync(join(folder, shell), (await runOffline(['completion', shell])).stdout);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What each shell offers, one a line. */
const shells = {
  // The function that bash calls on Tab, called as bash does.
  bash: (line: string): readonly string[] =>
    offered('bash', ['--norc', '--noprofile', '-c', bashTab, 'bash', join(folder, 'bash'), line]),
  // A shell on a pseudo-terminal in which Tab lists what there is.
  zsh: (line: string): readonly string[] =>
    offered('zsh', ['-f', '-c', zshTab, 'zsh', join(folder, 'zsh'), line, folder]),
  fish: (line: string): readonly string[] =>
    offered('fish', [
      '--no-config',
      '-c',
      'source $argv[1]; complete -C $argv[2]',
      join(folder, 'fish'),
      line,
    ]).map((one) => one.split('\t')[0] ?? ''),
};

const bashTab = `
source "$1"
read -ra COMP_WORDS <<<"$2"
[[ "$2" == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
_ses_doctor
printf '%s\\n' "\${COMPREPLY[@]}"`;

/** Zsh completes only where somebody types: in a shell on a pseudo-terminal. */
const zshTab = `
zmodload zsh/zpty
export ZDOTDIR=$3
print -r -- '
  autoload -Uz compinit && compinit -u -D
  source $SCRIPT
  compadd() {
    if [[ "\${@[1,(i)(-|--)]}" == *-(O|A|D)* ]]; then builtin compadd "$@"; return; fi
    local -a offered
    builtin compadd -A offered "$@"
    print -rl -- $offered >>$OFFERED
    builtin compadd "$@"
  }
  tab() { _main_complete; print -r -- "<end>" >>$OFFERED }
  zle -C tab list-choices tab
  bindkey "^I" tab
  : >$OFFERED
' >$ZDOTDIR/.zshrc
export SCRIPT=$1 OFFERED=$ZDOTDIR/offered
rm -f $OFFERED
zpty z zsh -d -i
for (( tries = 0; tries < 500; tries++ )); do [[ -e $OFFERED ]] && break; sleep 0.02; done
zpty -n -w z "$2"$'\\t'
for (( tries = 0; tries < 500; tries++ )); do grep -q '<end>' $OFFERED && break; sleep 0.02; done
zpty -d z
grep -v '<end>' $OFFERED
exit 0
`;

function offered(shell: string, args: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = spawnSync(shell, args, {
    encoding: 'utf8',
    timeout: 15_000,
    env: { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb' },
  });
  if (status !== 0) throw new Error(`${shell} ended with ${String(status)}: ${stderr}`);
  return stdout
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe.each(['bash', 'zsh', 'fish'] as const)('%s', (shell) => {
  const there = isThere(shell);
  if (!there) console.warn(`${shell} is not installed: its completion is not tested`);
  it.skipIf(!there).each(cases)('%s<Tab>', (line, expected = [], not = []) => {
    const words = shells[shell](line);
    for (const word of expected) expect(words).toContain(word);
    for (const word of not) expect(words).not.toContain(word);
  });
});
