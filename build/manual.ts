import type { Command, Option } from 'commander';
import { createProgram } from '../src/cli/program.ts';

const nothing = (): Promise<void> => Promise.resolve();

/** The man page (man(7) macros), written from the commands. The date (ISO) is that of the release. */
export function manual(version: string, date: string): string {
  const program = createProgram(
    {
      check: nothing,
      explain: nothing,
      history: nothing,
      survey: nothing,
      test: nothing,
      checks: nothing,
      policy: nothing,
      completion: nothing,
    },
    version,
  );
  const [check, ...others] = program.commands;
  if (check === undefined) throw new Error('there is no command');
  return [
    `.TH SES\\-DOCTOR 1 ${date} "ses\\-doctor ${escaped(version)}" "User Commands"`,
    '.SH NAME',
    `ses\\-doctor \\- ${escaped('find out why mail sent through Amazon SES does not arrive')}`,
    '.SH SYNOPSIS',
    ...program.commands.flatMap(synopsis).slice(1),
    '.SH DESCRIPTION',
    ...paragraphs(description),
    '.SH COMMANDS',
    ...program.commands.flatMap((command) => [
      '.TP',
      `.B ${escaped(command.name())}`,
      escaped(sentence(command)),
    ]),
    '.SH OPTIONS OF CHECK',
    ...optionsOf(check),
    ...others
      .filter(hasOwnOptions)
      .flatMap((command) => [
        `.SH OPTIONS OF ${escaped(command.name().toUpperCase())}`,
        ...optionsOf(command),
      ]),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, escaped(meaning)]),
    '.SH ENVIRONMENT',
    ...environment.flatMap(([name, meaning]) => ['.TP', `.B ${escaped(name)}`, escaped(meaning)]),
    '.SH FILES',
    '.TP',
    '.B .ses\\-doctor.json',
    escaped(
      'in the working directory: flags of check by their long names, and under ignores the findings that are accepted, each with a reason; --config names another.',
    ),
    '.SH EXAMPLES',
    ...examples.flatMap(([command, meaning]) => ['.TP', `.B ${escaped(command)}`, escaped(meaning)]),
    '.SH SEE ALSO',
    '.BR aws (1),',
    '.BR dig (1)',
  ]
    .join('\n')
    .concat('\n');
}

const description = [
  'ses-doctor looks at an Amazon SES account, at the DNS of the sender and the recipient, at the SMTP endpoint and at a pasted symptom, says which known causes keep mail from arriving, and what to do about each. It reads only: it sends no mail and changes nothing.',
  'What nobody answered is unknown, and never counts as good or bad.',
];

const exitCodes = [
  ['0', 'Nothing at or above --fail-on, and everything could be looked at.'],
  ['1', 'At least one finding at or above --fail-on.'],
  ['2', 'Usage: an unknown flag, an impossible value, an unreadable file.'],
  ['3', 'No such finding, but something could not be looked at.'],
  ['4', 'A fault of ses-doctor itself.'],
  ['130, 143', 'Interrupted by SIGINT or SIGTERM.'],
] as const;

const environment = [
  ['AWS_*', 'Credentials, Region, profile and endpoints, as for the AWS CLI.'],
  ['SES_SMTP_USERNAME, SES_SMTP_PASSWORD', 'SMTP credentials to try. They appear in no output.'],
  ['HTTPS_PROXY, NO_PROXY', 'The proxy for AWS calls.'],
  ['NODE_EXTRA_CA_CERTS', 'Extra trusted CAs; also --ca-file.'],
  ['NO_COLOR, FORCE_COLOR', 'No colours, or colours always.'],
] as const;

const examples = [
  ['ses-doctor --identity example.com', 'Everything about a sender.'],
  [
    'ses-doctor --identity news@example.com --recipient ann@example.net',
    'And about somebody who gets nothing.',
  ],
  ['ses-doctor explain "535 Authentication Credentials Invalid"', 'What an error means, offline.'],
  ['ses-doctor --symptom bounce.json', 'A bounce notification, joined with the live state.'],
  ['ses-doctor policy > policy.json', 'The IAM policy it needs.'],
] as const;

function synopsis(command: Command): readonly string[] {
  const name =
    command.name() === 'check' ? 'ses\\-doctor\n.RB [ check ]' : `ses\\-doctor ${escaped(command.name())}`;
  const words = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? word : `[${word}]`;
  });
  return [
    '.br',
    `.B ${name}`,
    ...(hasOwnOptions(command) ? ['.RI [ options ]'] : []),
    ...words.map((word) => `.I ${escaped(word)}`),
  ];
}

const hasOwnOptions = (command: Command): boolean => command.options.length > 0;

/** Options under the headings that --help has. */
function optionsOf(command: Command): readonly string[] {
  let heading = '';
  return command.options.flatMap((option) => {
    const group = option.helpGroupHeading ?? '';
    const title = group === heading ? [] : [`.SS ${escaped(group.replace(/:$/, ''))}`];
    heading = group;
    return [...title, ...optionLines(option)];
  });
}

function optionLines(option: Option): readonly string[] {
  const { long, flags, description, argChoices } = option;
  const defaultValue: unknown = option.defaultValue;
  const value = flags
    .slice((long ?? '').length)
    .trim()
    .replace(/^<(.*)>$/, '$1');
  const choices = argChoices === undefined ? '' : ` One of ${argChoices.join(', ')}.`;
  const preset = typeof defaultValue === 'string' ? ` The default is ${defaultValue}.` : '';
  return [
    '.TP',
    value === '' ? `.B ${escaped(long ?? flags)}` : `.BI ${escaped(long ?? flags)} " ${escaped(value)}"`,
    escaped(
      `${description[0]?.toUpperCase() ?? ''}${description.slice(1)}.${choices}${preset}`.replace('?.', '?'),
    ),
  ];
}

const sentence = (command: Command): string => {
  const text = command.description();
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`;
};

const paragraphs = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text, index) => [...(index === 0 ? [] : ['.PP']), escaped(text)]);

/** Text that roff prints as it is: a hyphen that can be pasted, no control line by accident, no long line. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('"', '\\(dq')
    .replaceAll(/(.{60}\S*) /g, '$1\n')
    .replaceAll(/^(['.])/gm, '\\&$1');
