import { replyOfCells } from './cells.ts';
import { replyOfPairs } from './logged-reply.ts';
import { mentions } from './mentions.ts';
import { withoutMessageData } from './message-data.ts';
import { withoutProse } from './observe/prose.ts';
import { withoutZero } from './observe/counts.ts';
import { withoutComplaintsOfElse } from './observe/complaints-of-else.ts';
import { withoutDenied } from './observe/denied-failures.ts';
import { withoutWordsOfCommand } from './observe/command.ts';
import { rolesTold } from './observe/roles-in-prose.ts';
import { withoutSource } from './observe/told-by-nobody.ts';
import { plainText } from './reply-rule.ts';
import type { Collector } from './collector.ts';
import { joinedLines } from './joined-lines.ts';
import { withoutUrlPasswords } from './redact.ts';
import { provesByCounts } from './judge/proof-of-counts.ts';
import { withoutCalls } from './observe/stack-frame.ts';
import { TextBlock, type Line } from './text-block.ts';
import { BlockReader } from './block-reader.ts';

/**
 * Lines of a log, a transcript, a stack trace: whatever is no JSON and no e-mail. `region` is that of the flag; `isLog`: the lines
 * bore the time when they were pasted.
 */
export function readText(
  texts: readonly string[],
  collector: Collector,
  region: string | null,
  isLog = false,
): void {
  const lines = joinedLines(
    withoutProse(withoutSource(withoutMessageData(texts)))
      // What proves that nothing failed is no failure, whatever it counts.
      .map((text) => (provesByCounts(text) ? '' : text))
      .map(withBlanks)
      .flatMap(linesOfEscapes)
      .map((text) => replyOfPairs(replyOfCells(unmangled(text.replace(/^(?:[>|] ?){1,8}(?=\S)/u, ''))))),
  )
    .map(withoutUrlPasswords)
    .map(withoutWordsOfCommand)
    .map((text) => (text.trim() === endOfSwaks ? '' : text))
    .map(withoutZero)
    .map(withoutDenied)
    .map(withoutComplaintsOfElse)
    .map((text): Line => ({ text, plain: plainText(replyInOrder(withoutCalls(text.slice(0, 4096)))) }));
  // Who tells of a failure says who is who in sentences that are no failure themselves.
  for (const { role, address } of rolesTold(texts)) collector.names.add(role, address);
  const block = new TextBlock(lines, collector, region);
  block.counted = texts.find(provesByCounts) ?? null;
  new BlockReader(block, isLog).readAll();
}

/** How swaks ends each session; what the other side broke off it tells in other words. */
const endOfSwaks = '=== Connection closed with remote host.';

/** `535+Authentication+Credentials+Invalid`: IIS writes a plus for each blank. */
const withBlanks = (text: string): string =>
  text.includes('+')
    ? text.replace(/(?<![\w.+])[245]\d\d(?:\+[^\s+]{1,80}){2,40}/gu, (reply) => reply.replaceAll('+', ' '))
    : text;

/** `550-5.1.1 No such user\\n550 5.1.1 …`: a reply whose line ends a program wrote as escapes, once more than it reads them. */
const linesOfEscapes = (text: string): readonly string[] =>
  text.includes('\\n') ? text.split(/(?:\\{1,2}r)?\\{1,2}n(?=[245]\d\d[ -])/u) : [text];

/** qmail-send writes blanks as underscores and ends lines with slashes. */
const unmangled = (text: string): string =>
  text.includes('delivery ') && /delivery \d{1,12}: (?:failure|deferral|success): /u.test(text)
    ? text.replace(/[_/]+/gu, ' ')
    : text;

/** PHPMailer takes the reply of its session apart: `Detail: Authentication required SMTP code: 530 Additional SMTP info: 5.7.1`. */
const replyInOrder = (text: string): string =>
  mentions(text, 'smtp code: ')
    ? text.replace(
        /Detail: ([^\n]{2,600}?)\s{1,3}SMTP code: ([45]\d\d)(?:\s{1,3}Additional SMTP info: [45]\.\d{1,3}\.\d{1,3})?/gu,
        '$2 $1',
      )
    : text;
