import { type Command, Option } from 'commander';
import { defaultScenarios, scenarioNames } from '../knowledge/simulator.ts';
import type { FailOn } from '../model/report.ts';
import type { Format } from '../render/formats.ts';
import { addOutput, list } from './output-options.ts';

/** The flags of `test` as commander hands them over: text, not yet validated. */
export interface TestFlags {
  identity: string[];
  scenario: string[];
  configurationSet?: string;
  tenant?: string;
  template?: string;
  templateData?: string;
  to?: string;
  yes?: true;
  wait?: string;
  tap?: true;
  readBucket?: true;
  cleanup?: true;
  dryRun?: true;
  force?: true;
  via?: 'api' | 'smtp';
  smtpHost?: string;
  smtpPort: string[];
  region?: string;
  profile?: string;
  endpointUrl?: string;
  resolver: string[];
  caFile?: string;
  timeout: string;
  format?: Format;
  json?: true;
  output: string[];
  failOn?: FailOn;
  allowUnknown?: true;
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** `ses-doctor test` with its flags. */
export function addTest(
  program: Command,
  action: (words: readonly string[], flags: TestFlags) => Promise<void>,
): void {
  const test = program
    .command('test')
    .description('send to the mailbox simulator, and see what comes back')
    .argument('[identity]', 'the sender, as with --identity');
  test.optionsGroup('What to send:');
  test
    .option('--identity <domain|address>', 'the sender', list, [])
    .option(
      '--scenario <name>',
      `${scenarioNames.join(', ')} or all; repeatable, or separated by commas (default: ${defaultScenarios.join(', ')})`,
      list,
      [],
    )
    .option('--configuration-set <name>', 'the configuration set your application uses')
    .option('--tenant <name>', 'the tenant your application uses')
    .option('--template <name>', 'a template stored in SES, instead of a short text')
    .option('--template-data <file|json>', 'the data to render it with')
    .option('--to <address>', 'one message to this address instead of the simulator; needs --yes')
    .option('--yes', 'confirm the message of --to');
  test.optionsGroup('How:');
  test
    .option('--tap', 'listen with a temporary queue, which is removed afterwards')
    .option('--read-bucket', 'with --tap: read what a Firehose stream on the way writes to its bucket')
    .option('--cleanup', 'send nothing; find and remove what tests have left in the Region')
    .option(
      '--dry-run',
      'send (or with --cleanup remove) nothing; say what would be done, what it costs and needs',
    )
    .option('--force', 'send although a check says that it cannot work')
    .addOption(
      new Option('--via <way>', 'how to send: smtp takes SES_SMTP_USERNAME and SES_SMTP_PASSWORD')
        .choices(['api', 'smtp'])
        .default('api'),
    )
    .option('--smtp-host <host>', "with --via smtp, instead of the Region's SMTP endpoint")
    .option(
      '--smtp-port <port[:starttls|:tls]>',
      "with --via smtp, instead of SES's five; repeatable",
      list,
      [],
    )
    .option('--wait <duration>', 'for the whole run (default: 15m; 5m with --tap)')
    .option('--region <region>', 'AWS Region')
    .option('--profile <name>', 'AWS profile')
    .option('--endpoint-url <url>', 'endpoint of every AWS service of the run')
    .option('--resolver <ip[:port]>', "DNS resolver, instead of the system's; repeatable", list, [])
    .option('--ca-file <pem>', 'additional CA file (PEM)')
    .option('--timeout <duration>', 'for any single question', '5s');
  addOutput(test);
  test
    .option('--allow-unknown', 'unknown alone does not make exit 3')
    .addHelpText('after', testHelp)
    // Commander hands over what the options above describe.
    .action(async (word: string | undefined, flags: unknown) => {
      await action(word === undefined ? [] : [word], flags as TestFlags);
    });
}

const testHelp = `
This is the only command that sends. It reads no config file.

Examples:
  ses-doctor test example.com --dry-run
  ses-doctor test example.com
  ses-doctor test --identity news@example.com --configuration-set news --scenario bounce,complaint
  ses-doctor policy --for test > policy.json

Exit codes: 0 nothing to fix, 1 findings, 2 usage, 3 something could not be looked at, 4 an internal error of ses-doctor.
`;
