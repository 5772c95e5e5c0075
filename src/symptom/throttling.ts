import { isOfOtherProgram } from './observe/other-program.ts';
import { wentWellWithSes } from './observe/went-well.ts';
import { saysAny } from './reply-rule.ts';
import type { TextBlock } from './text-block.ts';

/**
 * `Rate exceeded` without a word about sending is the limit of one call a second on the other actions. It counts
 * only when no other line says which limit it was.
 */
export function noteThrottling(block: TextBlock, text: string, plain: string): void {
  if (
    !block.isSes ||
    // `Throttling-Konzept`: a word of its own.
    !saysAny(plain.replace(/throttling-\p{L}{3,30}/gu, ' '), [
      'throttling',
      'toomanyrequests',
      'rate exceeded',
      'too many requests',
      'limitexceededexception',
    ]) ||
    saysAny(plain, ['dynamodb', 'lambda', 'throughput', 'exceeded daily email limit']) ||
    isOfOtherProgram(text) ||
    wentWellWithSes(block.lines)
  )
    return;
  const sends = saysAny(plain, ['sendemail', 'sendrawemail', 'sendtemplatedemail', 'sendbulk', 'send-email']);
  block.throttled ??= {
    code: sends ? 'quota/rate-exceeded' : 'access/throttled',
    quote: text,
    data: {},
    weight: 1,
  };
}
