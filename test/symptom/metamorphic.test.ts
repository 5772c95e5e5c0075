import { readFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

interface Case {
  id: string;
  input: string;
}

/** Texts that are read rightly as they stand; what is around them must not change that. */
const cases = JSON.parse(readFileSync('test/symptom/texts/metamorphic.json', 'utf8')) as readonly Case[];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const inJson = (text: string, times: number): string =>
  times === 0 ? text : inJson(JSON.stringify({ Type: 'Notification', Message: text }), times - 1);
const eachLine = (text: string, change: (line: string, at: number) => string): string =>
  text.split('\n').map(change).join('\n');

/** What carriers do to a text. */
const transforms: Readonly<Record<string, (text: string) => string>> = {
  'line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'line ends of an old Mac': (text) => text.replaceAll('\n', '\r'),
  'a byte order mark': (text) => `\ufeff${text}`,
  'colours of a terminal': (text) => eachLine(text, (line) => `\u001b[31m${line}\u001b[0m`),
  'quoted in a mail': (text) => eachLine(text, (line) => `> ${line}`),
  'quoted twice': (text) => eachLine(text, (line) => `> > ${line}`),
  'in a terminal table': (text) => eachLine(text, (line) => `| ${line}`),
  'Docker Compose': (text) => eachLine(text, (line) => `mailer-1  | ${line}`),
  'the container runtime': (text) =>
    eachLine(text, (line) => `2026-03-01T10:00:00.123456789Z stdout F ${line}`),
  'kubectl --prefix': (text) => eachLine(text, (line) => `[pod/mailer-6f7/app] ${line}`),
  'CloudWatch Logs of a function': (text) =>
    eachLine(
      text,
      (line) => `2026-03-01T10:00:00.123Z\t11111111-2222-3333-4444-555555555555\tERROR\t${line}`,
    ),
  'a time before each line': (text) => eachLine(text, (line) => `2026-03-01 10:00:00,123 ${line}`),
  syslog: (text) => eachLine(text, (line) => `Mar  1 10:00:00 web-1 app[4242]: ${line}`),
  'unrelated lines before': (text) => `server started\nlistening\n${text}`,
  'unrelated lines after': (text) => `${text}\nheap is fine\ndone`,
  'blank lines around': (text) => `\n\n${text}\n\n`,
  'a JSON string in SNS': (text) => inJson(text, 1),
  'two layers of JSON': (text) => inJson(text, 2),
  'three layers of JSON': (text) => inJson(text, 3),
  'four layers of JSON': (text) => inJson(text, 4),
  'five layers of JSON': (text) => inJson(text, 5),
  'six layers of JSON': (text) => inJson(text, 6),
  'a message of SQS': (text) =>
    JSON.stringify({ Messages: [{ ReceiptHandle: 'a', MD5OfBody: 'b', Body: text }] }),
  'a record of Lambda': (text) =>
    JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns: { Message: text } }] }),
  'a record of Kinesis': (text) =>
    JSON.stringify({ Records: [{ kinesis: { partitionKey: '1', data: base64(text) } }] }),
  'a Docker log in JSON': (text) => JSON.stringify({ log: `${text}\n`, stream: 'stderr' }),
  'CloudWatch Logs data': (text) =>
    JSON.stringify({
      awslogs: {
        data: Buffer.from(
          gzipSync(
            new TextEncoder().encode(
              JSON.stringify({ logEvents: [{ id: '1', timestamp: 1, message: text }] }),
            ),
          ),
        ).toString('base64'),
      },
    }),
  base64,
  'base64 in lines': (text) => base64(text).replace(/.{76}/gu, '$&\n'),
  percent: (text) => encodeURIComponent(`{"message":${JSON.stringify(text)}}`),
  'a string of pretty JSON': (text) => JSON.stringify({ service: 'mailer', message: text }, null, 2),
  'a cell of CSV': (text) => `time,message\n1,"${text.replaceAll('"', '""')}"\n`,
  'HTML entities': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'the body of a mail, in base64': (text) =>
    `From: app@shop.example\nSubject: log\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(text).replace(/.{76}/gu, '$&\n')}\n`,
  'wrapped at 78': (text) => text.replace(/(?=.{79})(.{1,78}) /gu, '$1\n'),
  'wrapped at 60': (text) => text.replace(/(?=.{61})(.{1,60}) /gu, '$1\n'),
  'a Python repr': (text) =>
    `{'service': 'mailer', 'Message': '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}', 'ok': None}`,
  'a buffer of Node.js': (text) => JSON.stringify(Buffer.from(text)),
};

const verdict = (text: string): string => readSymptom(text).candidates[0]?.code ?? '';

describe('what carries a text does not change its verdict', () => {
  it.each(Object.entries(transforms))('%s', { timeout: 180_000 }, (name, transform) => {
    const lost = cases
      .filter(({ input }) => verdict(transform(input)) !== verdict(input))
      .map(({ id }) => id);
    console.log(`${name}: ${cases.length - lost.length} of ${cases.length} verdicts kept`);
    // None may turn into an all-clear, and nearly all must be kept.
    const green = cases.filter(
      ({ input }) => verdict(input) !== 'send/no-failure' && verdict(transform(input)) === 'send/no-failure',
    );
    expect(green.map(({ id }) => id)).toEqual([]);
    expect(lost.length, lost.join(', ')).toBeLessThanOrEqual(Math.floor(cases.length * 0.1));
  });
});
