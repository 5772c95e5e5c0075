import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sendingWorld } from '../lab/aws/sending/world.ts';
import { eventsOf } from '../lab/history/events.ts';
import { historyHost } from '../support/history-host.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { liveAws } from '../../bin/live-probes.ts';
import { deliver, tableOfDdl } from '../lab/history/lake.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { runInProcess, type Ran } from '../lab/run-in-process.ts';

/** The contents of the fenced blocks of some language. */
export const fencesIn = (markdown: string, language: string): readonly string[] =>
  [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text = '']) =>
    text.trim(),
  );

/**
 * The command lines of ses-doctor on a page: in shell blocks, without what stands before or behind a pipe or behind a `#` or `>`, and inside
 * `<(…)`; in the pipelines of others (`- ses-doctor …`, `npx ses-doctor.tgz …`, a line of cron); and in the text, where they are whole.
 */
export const commandsIn = (markdown: string): readonly string[] => [
  ...new Set([
    ...fencesIn(markdown, 'sh')
      .flatMap((block) => block.split('\n'))
      .map((line) => line.replace(/(?:^|\s)[#>].*$/, ''))
      .flatMap((line) => line.split(/ \| |<\(|\)/).map((part) => part.trim()))
      .filter((line) => line.startsWith('ses-doctor ')),
    ...['yaml', 'groovy', 'cron']
      .flatMap((language) => fencesIn(markdown, language))
      .flatMap((block) => block.split('\n'))
      .flatMap((line) => /(?:ses-doctor|npx --yes \S*ses-doctor\S*) ([\w-][^'>|;]*)/.exec(line)?.[1] ?? [])
      .map((rest) => `ses-doctor ${rest.trim()}`),
    ...[...withoutFences(markdown).matchAll(/`(ses-doctor [^`]+)`/g)]
      .map(([, command = '']) => command)
      // The secret of a machine is not available here; a command's name alone stands for the command.
      .filter((command) => !/[…<]|--derive-smtp-password|^ses-doctor [a-z]+$/.test(command)),
  ]),
];

const withoutFences = (markdown: string): string => markdown.replaceAll(/^```[\s\S]*?^```/gm, '');

/** What the pages name as files, with something in them that can be read. */
const files: Readonly<Record<string, string>> = {
  'list.csv': 'someone@receiver.example\n',
  'bounce.json':
    '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"ann@receiver.example","diagnosticCode":"smtp; 550 5.1.1 user unknown"}],"timestamp":"2026-11-21T10:00:00.000Z","feedbackId":"x"},"mail":{"timestamp":"2026-11-21T10:00:00.000Z","source":"news@example.com","messageId":"0100018c0a1b2c3d","destination":["ann@receiver.example"]}}',
  '/var/log/mail.log':
    'Nov 21 10:00:00 host postfix/smtp[1]: 4XyZ: to=<ann@receiver.example>, relay=email-smtp.eu-west-1.amazonaws.com[192.0.2.1]:587, dsn=5.0.0, status=bounced (host email-smtp.eu-west-1.amazonaws.com[192.0.2.1] said: 554 Message rejected: Email address is not verified. (in reply to end of DATA command))',
  'received.eml':
    'From: news@example.com\r\nTo: ann@receiver.example\r\nSubject: Hello\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@example.com>\r\n\r\nHello\r\n',
  'data.json': '{"firstName":"Ann"}',
  'sample.json': '{"firstName":"Ann"}',
  'welcome.json':
    '{"TemplateName":"welcome","TemplateContent":{"Subject":"Hello {{firstName}}","Text":"Hi","Html":"<p>Hi</p>"}}',
  'accounts.csv': '111122223333,arn:aws:iam::111122223333:role/ses-doctor,,eu-west-1\n',
  'yesterday.json': '{"schema":1,"stages":[]}',
};

/** Runs a command line of a page in the healthy world of the lab. What it would write goes nowhere. */
export async function runInDocs(command: string): Promise<Ran> {
  const world = healthyWorld();
  const { lake } = world.region;
  lake.tables['ses.events'] = tableOfDdl('ses', 'events', 's3://my-events/');
  deliver(lake, 'my-events', '', eventsOf({ seed: 1, start: '2026-11-01', days: 2, perDay: 30 }));
  world.region.sending = sendingWorld();
  const lab = await startLab(world);
  try {
    const [, ...args] = wordsOf(command);
    if (args[0] === 'history') return await runHistory(args, lab);
    if (args[0] === 'survey') return await runSurvey(args, lab);
    // A test speaks no SMTP unless it is told to.
    const labArgs = lab.args.filter((word) => args[0] !== 'test' || word !== '--no-smtp');
    const asks = !['explain', 'checks', 'policy', 'completion'].includes(args[0] ?? '');
    return await runInProcess({
      // A Region that the page names stands for the lab's own.
      args: asks
        ? [...args, ...labArgs.filter((_, index, all) => !args.includes(all[index - (index % 2)] ?? ''))]
        : args,
      env: lab.env,
      files: args.includes('--facts') ? { ...files, 'facts.json': await factsOf(lab) } : files,
      authoritativePort: lab.dns.authoritativePort,
    });
  } finally {
    await lab.close();
  }
}

/** A record that can be replayed. */
async function factsOf(lab: Lab): Promise<string> {
  let saved = '';
  await runInProcess({
    args: [...lab.args, 'example.com', '--save-facts', 'facts.json'],
    env: lab.env,
    authoritativePort: lab.dns.authoritativePort,
    host: {
      writePrivate: async (_path, text) => {
        saved = text;
      },
    },
  });
  return saved;
}

/** `survey` keeps its state on the disk: it gets a folder of its own. */
async function runSurvey(
  args: readonly string[],
  { env, args: [, endpoint = '', , resolver = ''], dns }: Lab,
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'survey-docs-'));
  try {
    return await runInProcess({
      args: [...args, '--endpoint-url', endpoint, '--resolver', resolver],
      env,
      files,
      authoritativePort: dns.authoritativePort,
      host: { history: { ...historyHost, start: { ...historyHost.start, workingFolder: folder } } },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `history` reads the disk: it gets a folder with the files that the pages name. */
async function runHistory(args: readonly string[], { aws, env }: Lab): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'history-docs-'));
  const events = [...eventsOf({ seed: 1, days: 2, perDay: 30 })]
    .map((event) => JSON.stringify(event))
    .join('\n');
  try {
    mkdirSync(join(folder, 'events'));
    writeFileSync(join(folder, 'events', 'part.gz'), gzipSync(events));
    return await runInProcess({
      args: args.some((word) => /^(?:athena:|s3:)/.test(word)) ? [...args, '--endpoint-url', aws.url] : args,
      env,
      authoritativePort: 0,
      host: {
        history: {
          ...historyHost,
          aws: async (settings) => liveAws(settings, env),
          start: { ...historyHost.start, workingFolder: folder },
        },
        read: async function* () {
          yield new TextEncoder().encode(events);
        },
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A command line as a shell splits it, as far as the pages use one. */
export const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
