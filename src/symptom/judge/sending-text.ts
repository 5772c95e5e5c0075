import type { Reading } from '../collector.ts';
import { tellsOfFailure } from '../observe/failure-words.ts';
import { isOfDeployment } from '../observe/deployment.ts';
import { isGeneral, isOfProgram, isTranscript, withoutAlarm } from './question.ts';
import { speaksOf } from '../lexicon/lexicon.ts';
import { isQuiet } from '../observe/forms.ts';
import { foldedText } from '../observe/terms.ts';
import { isLabelled } from '../observe/label.ts';
import { isOfPaper, isOver } from '../observe/stance.ts';
import { isOfOtherProgram } from '../observe/other-program.ts';
import { saysAny } from '../reply-rule.ts';
import { isOfOtherConnection } from '../connection-failure.ts';
import { wentWellWithSes } from '../observe/went-well.ts';
import type { TextBlock } from '../text-block.ts';
import { weighSending, type Told } from './sending-words.ts';

/** What a runner prints before a step: what is to be done in it, and not how that went. */
const titleOfStep =
  /^(?:(?:TASK|PLAY|HANDLER|RUNNING HANDLER) \[|##\[(?:group|section)\]|::group::|Step \d{1,3}\/\d{1,3}\b|=== RUN\b|> Task :)/u;

/** Lines that are looked at: the words of a failure stand near each other. */
const mostLines = 60;
const longest = 6000;
/** Words must speak that clearly where no table knows a sentence, a name or a number. */
const leastWeight = 2.4;
/** And that clearly where no word of failure stands beside them. */
const certainWeight = 2.8;

/** A person tells of what happens to them, or what SES does: without it, words of no failure are a question of how things are. */
const reports =
  /\b(?:i|i'm|i've|we|we're|we've|my|our|us)\b|\b(?:ses|amazon|aws|boto3?|sdk|client|api|server|it)\b.{0,40}\b(?:say|tell|complain|answer|refuse|report|want|insist|claim|demand|return|respond|raise|throw|give|print|keep|reject)(?:s|ing)?\b|\bwon't\b|\bcan't\b|^[\w .-]{0,30}\bses\b\W{0,3}:/imu;

/** Causes that words alone may name without SES being named: what is said of mail servers, and of nothing else. */
const isOfAnyMailServer = (code: string): boolean => code.startsWith('smtp');
const speaksOfMailServer =
  /\bsmtp\b|\bmail ?server\b|\bmailer\b|\bnodemailer\b|\bsend(?:ing)? (?:e-?)?mails?\b|\boutgoing (?:e-?)?mail\b|\bsendmail\b|\bstarttls\b/iu;

/**
 * What somebody, or some program, tells of a failed send in words that no table holds, by what it is about and what the trouble is.
 * Null when nothing failed, or SES is nowhere near.
 */
export function readSendingText(block: TextBlock): readonly Reading[] | null {
  if (block.foreignOrigin !== null || block.foreign !== null || block.isOtherProvider) return null;
  if (block.lines.some(({ text }) => isOfDeployment(text)) || wentWellWithSes(block.lines)) return null;
  const lines = block.lines
    .slice(0, mostLines)
    .map(({ text }) => withoutAlarm(text.trim()))
    .filter(
      (line) =>
        !isOfOtherProgram(line) && !titleOfStep.test(line) && !isQuiet(line) && !isOfOtherConnection(line),
    );
  const text = lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, longest);
  if (isTranscript(lines) || isLabelled(text) || isOver(text) || isOfPaper(text) || isGeneral(text))
    return null;
  const [best, second] = weighSending(text).filter((told) => isPlausibleHere(block, told, text));
  const failed = tellsOfFailure(text);
  if (!failed && (isOfProgram(text) || !reports.test(text) || speaksOf(foldedText(text), 'lifted')))
    return null;
  if (best === undefined || best.weight < (failed ? leastWeight : certainWeight)) return null;
  const codes = [
    ...best.codes,
    ...(second === undefined || second.weight < best.weight - 0.4 ? [] : second.codes),
  ];
  const quote = quoteFor(lines, best);
  return [...new Set(codes)].slice(0, 4).map((code, place) => ({
    code,
    subject: null,
    quote,
    data: { basis: 'words', ...(block.isSes ? {} : { assumed: 'true' }) },
    weight: place === 0 ? 1 : 2,
  }));
}

function isPlausibleHere(block: TextBlock, { codes: [code = ''] }: Told, text: string): boolean {
  // The address of a page or a repository is no subject.
  const speaks =
    block.smtpAt.length > 0 || speaksOfMailServer.test(text.replace(/https?:\/\/\S{1,300}/gu, ' '));
  if (code.startsWith('smtp/') && !speaks) return false;
  return block.isSes || (isOfAnyMailServer(code) && speaks);
}

/** The line that holds most of what told. */
function quoteFor(lines: readonly string[], { clause }: Told): string {
  const words = new Set(clause.split(/[^\p{L}\d]{1,9}/u).filter((word) => word.length > 2));
  const shared = (line: string): number =>
    [...words].filter((word) => saysAny(line.toLowerCase(), [`~${word}~`])).length;
  return lines.reduce((best, line) => (shared(line) > shared(best) ? line : best), lines[0] ?? '');
}
