import { Command, Option } from 'commander';
import { formats } from '../render/formats.ts';
import { policyFormats } from '../render/policy.ts';
import type { ChecksFlags } from './checks.ts';
import type { CheckFlags, ExplainFlags } from './flags.ts';
import { addHistory } from './history-flags.ts';
import type { HistoryFlags } from './history.ts';
import type { PolicyFlags } from './policy.ts';
import { addSurvey, type SurveyFlags } from './survey/flags.ts';
import { addTest, type TestFlags } from './test-flags.ts';
import { addOutput, helpOf, list, onlyOnce } from './output-options.ts';

/** What the commands do once their flags are parsed. */
export interface Actions {
  /** `words`: what stands bare on the command line. */
  check: (words: readonly string[], flags: CheckFlags, command: Command) => Promise<void>;
  explain: (texts: readonly string[], flags: ExplainFlags) => Promise<void>;
  history: (words: readonly string[], flags: HistoryFlags) => Promise<void>;
  survey: (flags: SurveyFlags) => Promise<void>;
  test: (words: readonly string[], flags: TestFlags) => Promise<void>;
  checks: (name: string | undefined, flags: ChecksFlags) => Promise<void>;
  policy: (flags: PolicyFlags) => Promise<void>;
  completion: (shell: string | undefined) => Promise<void>;
}

/** Several senders, separated by commas or by repeating the flag. */
const commaList = (value: string, before: string[]): string[] => [
  ...before,
  ...value
    .split(',')
    .map((one) => one.trim())
    .filter((one, _, all) => one !== '' || all.length === 1),
];

/** The command line that README describes. Parsing is commander's; validation stands in intake.ts. */
export function createProgram(actions: Actions, version: string): Command {
  const program = new Command('ses-doctor')
    .description('Find out why mail sent through Amazon SES does not arrive, and what to do.')
    .version(version)
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError(true)
    .configureHelp({ optionDescription: helpOf })
    .addHelpText('after', programHelp);
  addCheck(program, actions);
  addExplain(program, actions);
  addHistory(program, actions.history);
  addSurvey(program, actions.survey);
  addTest(program, actions.test);
  program
    .command('checks')
    .description('list the checks; with a code or check, its page')
    .argument('[name]', 'a finding code (dkim/name-doubled) or a check (dkim)')
    .addOption(
      new Option('--format <format>', 'what stdout carries').choices(['text', 'json']).default('text'),
    )
    .option('--json', 'short for --format json')
    .addHelpText('after', checksHelp)
    .action(actions.checks);
  program
    .command('policy')
    .description('print the minimal IAM policy for the selected checks')
    .addOption(
      new Option('--for <command>', 'the command that it is for')
        .choices(['check', 'history', 'test', 'survey'])
        .default('check'),
    )
    .option('--only <pattern>', 'stage, area, check or code; repeatable', list, [])
    .option('--skip <pattern>', 'the same, to leave out', list, [])
    .addOption(
      new Option('--format <format>', 'form of the policy').choices([...policyFormats]).default('json'),
    )
    .addOption(
      new Option('--via <way>', 'with --for test: smtp adds what the SMTP endpoint needs').choices([
        'api',
        'smtp',
      ]),
    )
    .option('--read-bucket <name>', 'with --for test: the bucket that test --read-bucket may read')
    .option('--deny-billed', 'also deny ses:GetEmailAddressInsights, which is billed for each address')
    .addHelpText('after', policyHelp)
    .action(actions.policy);
  program
    .command('completion')
    .description('print a shell completion script')
    .argument('[shell]', 'bash, zsh or fish')
    .addHelpText('after', completionHelp)
    .action(actions.completion);
  for (const command of program.commands) onlyOnce(command);
  return program;
}

function addCheck(program: Command, actions: Actions): void {
  const check = program
    .command('check', { isDefault: true })
    .description('run the checklist (default)')
    .argument('[identity...]', 'the sender, as with --identity');
  check.optionsGroup('What to look at:');
  check
    .option('--identity <domain|address>', 'the sender; repeatable, or separated by commas', commaList, [])
    .option('--identities <file|->', 'senders from a file, one per line or the first column of CSV')
    .option('--recipient <address>', 'a recipient; repeatable', list, [])
    .option('--recipients <file|->', 'look up thousands of addresses on the suppression lists, one per line')
    .option('--configuration-set <name>', 'the configuration set your application uses')
    .option('--tenant <name>', 'the tenant your application uses')
    .option('--endpoint-id <id>', 'the global endpoint your application sends through')
    .option('--template <name>', 'a template stored in SES')
    .option('--template-file <file>', 'a template as JSON with Subject, Text, Html')
    .option('--template-data <file|json>', 'the data to render it with')
    .option('--ip <address>', 'a sending IP; repeatable', list, [])
    .option('--message-id <id>', 'trace one message')
    .option('--symptom <file|->', 'an error, log, bounce or event; joined with the live state')
    .option('--message <file.eml|->', 'a received message')
    .option(
      '--dmarc-report <file|folder>',
      'DMARC aggregate reports: XML, gzip, zip or mail; repeatable',
      list,
      [],
    )
    .option('--plan <recipients>', 'does this campaign fit the quota?')
    .option('--within <duration>', 'the time it has, for example 2h')
    .option('--principal <arn>', 'IAM principal that sends (sending authorization)')
    .option('--from-display-name <name>', 'the name beside the From address, for conditions of its policies')
    .option('--feedback-address <address>', 'where its bounces go, for conditions of its policies')
    .option('--source-arn <arn>', 'the identity of another account that you send with')
    .option('--mail-from <domain>', 'the MAIL FROM domain you want to set up')
    .option(
      '--dkim-selector <selector>',
      'a DKIM selector seen in its mail: look from outside; repeatable',
      list,
      [],
    );
  check.optionsGroup('Where and how:');
  check
    .option('--region <region>', 'AWS Region')
    .option('--profile <name>', 'AWS profile')
    .option('--endpoint-url <url>', 'endpoint of every AWS service of the run')
    .option('--resolver <ip[:port]>', "DNS resolver, instead of the system's; repeatable", list, [])
    .option('--smtp-host <host>', "instead of the Region's SMTP endpoint")
    .option('--smtp-port <port[:starttls|:tls]>', "instead of SES's five; repeatable", list, [])
    .option('--try-regions', "try AUTH at other Regions' SMTP endpoints")
    .option('--derive-smtp-password', 'print the SMTP password of the AWS secret key, and nothing else')
    .option('--state <file>', 'with --recipients: the next run continues where this one ended')
    .option('--search-suppression', 'search the whole suppression list for other spellings')
    .option('--ca-file <pem>', 'additional CA file (PEM)')
    .option('--dnsbl <zone>', 'DNS list, instead of the built-in ones; repeatable', list, [])
    .option('--only <pattern>', 'stage, area, check or code; repeatable', list, [])
    .option('--skip <pattern>', 'the same, to leave out', list, [])
    .option('--no-aws', 'do not contact AWS')
    .option('--no-smtp', 'do not contact SMTP servers')
    .option('--no-dns', 'do not ask DNS')
    .option('--timeout <duration>', 'for any single question', '5s')
    .option('--deadline <duration>', 'for the whole run', '60s');
  addOutput(check);
  check
    .option('--allow-unknown', 'unknown alone does not make exit 3')
    .option('--config <file>', 'flags and ignores (default: .ses-doctor.json)')
    .option('--ignore-file <file>', 'findings to accept (default: .ses-doctor.json)')
    .option('--baseline <file>', 'exit 1 only on findings that are not in it')
    .option('--write-baseline <file>', 'write the findings of this run')
    .option('--save-facts <file>', 'record everything that was read')
    .option('--facts <file>', 're-run the checks from a saved record, offline')
    .option('--no-redact', 'leave addresses and account ids in the record')
    .option('--redact-report', 'pseudonyms in the report too, as in a record')
    .option('--changed-since <file>', 'compare with an earlier JSON report')
    .option('--wait <duration>', 'repeat until the exit code would be 0')
    .option('--debug', 'on stderr: each question and its answer, with times')
    .addHelpText('after', checkHelp)
    // Commander hands over what the options above describe.
    .action(actions.check as (words: string[], flags: unknown, command: Command) => Promise<void>);
}

function addExplain(program: Command, actions: Actions): void {
  const explain = program
    .command('explain')
    .description('read a symptom, offline: an SES error, SMTP reply, log, bounce, event, DSN or .eml')
    .argument('[text...]', 'the text; without it, --file or standard input')
    .option('--file <file|->', 'read the symptom from a file')
    .option('--region <region>', 'the Region the account is set up in')
    .option('--redact-report', 'pseudonyms instead of names and addresses');
  addOutput(explain);
  explain.addHelpText('after', explainHelp);
  explain.action(actions.explain as (texts: readonly string[], flags: unknown) => Promise<void>);
}

const exitCodes =
  'Exit codes: 0 nothing to fix, 1 findings, 2 usage, 3 some checks could not run, 4 an internal error of ses-doctor.';

const programHelp = `
Examples:
  ses-doctor --identity example.com
  ses-doctor --identity news@example.com --recipient someone@example.net
  ses-doctor explain "554 Message rejected: Email address is not verified."
  ses-doctor --symptom bounce.json
  ses-doctor --only template --template welcome --template-data sample.json
  ses-doctor example.com -o report.html    a page to read, print or send on; -o may be repeated
  ses-doctor policy > policy.json

-q prints the summary alone, -v everything. Formats: ${formats.join(', ')}.
ses-doctor check --help lists the flags of a check, which is the default command.
${exitCodes}
`;

const checkHelp = `
Examples:
  ses-doctor --identity example.com --recipient someone@example.net
  ses-doctor --symptom error.txt --region eu-west-1
  ses-doctor example.com --dkim-selector selector1    from outside, without the AWS account
  ses-doctor --dmarc-report reports/
  ses-doctor --only quota --plan 100000 --within 2h
  ses-doctor --identity example.com --only 'dkim*' --wait 1h
  ses-doctor example.com -o report.html -o report.json    a page to read, and the data
  ses-doctor example.com --json | jq -r .verdict
  ses-doctor --identity example.com --save-facts facts.json    then: ses-doctor --facts facts.json

${exitCodes}
`;

const explainHelp = `
Examples:
  ses-doctor explain "535 Authentication Credentials Invalid"
  ses-doctor explain --file /var/log/mail.log
  ses-doctor explain --file bounce.eml -o bounce.html
  aws sqs receive-message --queue-url "$QUEUE" | ses-doctor explain --format markdown

${exitCodes}
`;

const checksHelp = `
Examples:
  ses-doctor checks
  ses-doctor checks dkim/name-doubled
  ses-doctor checks --format json
`;

const policyHelp = `
Examples:
  ses-doctor policy > policy.json
  ses-doctor policy --only inbox
  ses-doctor policy --for history
  ses-doctor policy --deny-billed
  ses-doctor policy --for test
  ses-doctor policy --format terraform > ses-doctor.tf
`;

const completionHelp = `
Examples:
  source <(ses-doctor completion bash)
  ses-doctor completion zsh > "\${fpath[1]}/_ses-doctor"
  ses-doctor completion fish > ~/.config/fish/completions/ses-doctor.fish
`;
