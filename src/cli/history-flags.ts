import { Option, type Command } from 'commander';
import type { HistoryFlags } from './history.ts';
import { failOnOption, list } from './output-options.ts';

/** The command line of `history`. */
export function addHistory(
  program: Command,
  action: (words: readonly string[], flags: HistoryFlags) => Promise<void>,
): void {
  const history = program
    .command('history')
    .description(
      'what happened to the mail: rises, deferrals, complaints, dead addresses, from event records',
    )
    .argument(
      '<source...>',
      'files, folders, patterns, s3://bucket/prefix, athena:database.table, - for standard input: event records in any envelope, or Parquet',
    );
  history.optionsGroup('What to ask:');
  history
    .option(
      '--question <name>',
      'overview, rise, deferrals, complaints, dead-addresses; repeatable (default: all)',
      list,
      [],
    )
    .option('--since <time>', 'from this time on, for example 2026-11-01, 2026-11-01T09:00Z or 14d')
    .option('--until <time>', 'up to this time')
    .option(
      '--by <names>',
      'a table by cause, receiver, campaign, identity, account, region, configuration-set, ip, type, day, hour',
    )
    .option('--where <key=value>', 'only these events; repeatable', list, [])
    .option('--recipient <address>', 'what happened to this recipient')
    .option('--message-id <id>', 'what happened to this message')
    .option('--cache <folder>', 'keep what was read as Parquet, for the next question');
  history.optionsGroup('Athena and S3:');
  history
    .addOption(
      new Option(
        '--engine <name>',
        'what answers (default: Athena for its tables, DuckDB for all else)',
      ).choices(['duckdb', 'athena']),
    )
    .option('--workgroup <name>', 'workgroup for the queries (default: primary)')
    .option('--output-location <s3 url>', 'where Athena writes results, unless the workgroup says')
    .option(
      '--max-scan <size>',
      'what all queries may read together, for example 500MB or 2TB (default: 10GB)',
    )
    .option('--print-ddl', 'print a table definition that fits, and query nothing')
    .option('--region <region>', 'Region of the table or bucket')
    .option('--profile <name>', 'profile of the AWS config and credentials files')
    .option('--endpoint-url <url>', 'instead of the AWS endpoints')
    .option('--timeout <duration>', 'for any single AWS call (default: 30s)');
  history.optionsGroup('What comes out:');
  history
    .option('--format <format>', 'text, json, html or csv (default: text)')
    .option('--json', 'short for --format json')
    .option('-o, --output <file>', 'also write .json, .html, .csv, .parquet or .txt; repeatable', list, [])
    .option('--table <name>', 'the table that csv and parquet hold')
    .addOption(failOnOption('exit 1 for findings from here on (default: never)'))
    .option('--ignore-file <file>', 'findings to accept')
    .option('--baseline <file>', 'with --fail-on, exit 1 only on findings that are not in it')
    .option('--write-baseline <file>', 'write the findings of this run')
    .option('-q, --quiet', 'no progress, no tables')
    .option('-v, --verbose', 'whole tables, all evidence')
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', historyHelp)
    // Commander hands over what the options above describe.
    .action(action as (words: readonly string[], flags: unknown) => Promise<void>);
}

const historyHelp = `
Examples:
  ses-doctor history events/                                  files and folders, packed or not
  ses-doctor history 'logs/**/*.gz' --since 14d --question rise
  aws sqs receive-message --queue-url "$QUEUE" | ses-doctor history -
  ses-doctor history events/ --by cause,receiver --format csv
  ses-doctor history events/ --question dead-addresses --output dead.csv
  ses-doctor history events/ --recipient someone@example.net
  ses-doctor history s3://my-events/2026/11/ --question deferrals
  ses-doctor history athena:ses.events --print-ddl
  ses-doctor history athena:ses.events --since 7d --question rise --max-scan 50GB

Exit codes: 0 answered, 1 findings at or above --fail-on, 2 usage, 3 records unreadable or range not covered, 4 a fault of ses-doctor.
`;
