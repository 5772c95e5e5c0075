import type { Command } from 'commander';
import type { FailOn } from '../../model/report.ts';
import { failOnOption, list } from '../output-options.ts';

/** The flags of `survey` as commander hands them over. */
export interface SurveyFlags {
  region: string[];
  profile: string[];
  accounts?: string;
  organization?: true;
  roleName?: string;
  identities?: string;
  limit?: string;
  deep?: true;
  state?: string;
  maxAge: string;
  changedSince?: string;
  endpointUrl?: string;
  resolver: string[];
  dnsInFlight: string;
  caFile?: string;
  only: string[];
  skip: string[];
  dns: boolean;
  timeout: string;
  format?: string;
  json?: true;
  output: string[];
  failOn?: FailOn;
  allowUnknown?: true;
  quiet?: true;
  verbose?: true;
  color: boolean;
}

/** The command line of `survey`. */
export function addSurvey(program: Command, action: (flags: SurveyFlags) => Promise<void>): void {
  const survey = program
    .command('survey')
    .description('look at every identity of an account, of many Regions and many accounts');
  survey.optionsGroup('What to look at:');
  survey
    .option('--region <region>', 'a Region, or all: repeatable (default: that of the environment)', list, [])
    .option('--profile <name>', 'AWS profile; repeatable', list, [])
    .option('--accounts <file|->', 'accounts as csv: account, role ARN, external id, Regions')
    .option('--organization', 'every account of the organization, through --role-name')
    .option('--role-name <name>', 'the role to assume in each account')
    .option('--identities <file|->', 'only these, one a line')
    .option('--limit <n>', 'at most this many identities of each account and Region, for a first look')
    .option('--deep', 'ask GetEmailIdentity about every identity, at about one a second')
    .option('--only <pattern>', 'stage, area, check or code; repeatable', list, [])
    .option('--skip <pattern>', 'the same, to leave out', list, []);
  survey.optionsGroup('Where and how:');
  survey
    .option('--state <file>', 'keep what is known; the next run goes on from there')
    .option('--max-age <duration>', 'ask again what is older in the state', '24h')
    .option('--changed-since <file>', 'compare with an earlier state')
    .option('--endpoint-url <url>', 'endpoint of every AWS service of the run')
    .option('--resolver <ip[:port]>', "DNS resolver, instead of the system's; repeatable", list, [])
    .option('--dns-in-flight <n>', 'DNS questions at a time', '50')
    .option('--ca-file <pem>', 'additional CA file (PEM)')
    .option('--no-dns', 'do not ask DNS')
    .option('--timeout <duration>', 'for any single question, without waiting for its turn', '30s');
  survey.optionsGroup('What comes out:');
  survey
    .option('--format <format>', 'text, json, ndjson, csv, html or junit (default: text)')
    .option('--json', 'short for --format json')
    .option('-o, --output <file>', 'also write .json .ndjson .csv .html .xml or .txt; repeatable', list, [])
    .addOption(failOnOption('what makes exit 1 (default: error)'))
    .option('--allow-unknown', 'unknown alone does not make exit 3')
    .option('-q, --quiet', 'no progress; only the totals and one line per cause')
    .option('-v, --verbose', 'all causes in full, all accounts and Regions')
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', surveyHelp)
    // Commander hands over what the options above describe.
    .action(action as (flags: unknown) => Promise<void>);
}

const surveyHelp = `
Examples:
  ses-doctor survey                                       the Region of the environment
  ses-doctor survey --limit 100                           a first look
  ses-doctor survey --region all --profile one --profile two --state survey.ndjson
  ses-doctor survey --organization --role-name ses-doctor --region all --state survey.ndjson
  ses-doctor survey --format csv > identities.csv

Exit codes: 0 nothing to fix, 1 findings, 2 usage, 3 some questions were not answered, 4 a fault of ses-doctor.
`;
