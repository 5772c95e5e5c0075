import { mentions } from '../mentions.ts';
import type { Reading } from '../collector.ts';
import type { TextBlock } from '../text-block.ts';

/**
 * A tool for infrastructure waited for a state of an identity, and another was there: Terraform and Pulumi, Ansible, CloudFormation and
 * scripts of one's own each say it in their words.
 */

/** What is waited for. */
const awaited =
  /\b(?:expected|wanted|want|desired|waiting for|waited for|wait for|(?:timeout|timed out|gave up) (?:while )?waiting)\b/iu;
/** What was there in its place. */
const found =
  /\b(?:in state|last state:?|unexpected state|state is|status is|got|was|still|remains|actual:?|found|current(?:ly)?:?)\W{0,4}(pending|not[_ ]?started|failed|failure|temporary[_ ]?failure)\b/iu;
const ofIdentity = /\bses\b|\baws_ses|\bsesv2|\bdkim|\bdomain ?identity|\bemail ?identity/iu;
/** A certificate is validated by records, too. */
const ofOthers = /\bacm\b|certificate|cloudfront|\broute ?53 (?:zone|health)/iu;

/** The state of an identity that somebody waited for in vain, or null. */
export function readAwaitedState({ lines }: TextBlock): readonly Reading[] | null {
  for (const { text } of lines.slice(0, 400)) {
    if (!mentions(text, 'pending', 'failed', 'failure', 'started')) continue;
    const state = found.exec(text)?.[1]?.toLowerCase();
    if (state === undefined || !awaited.test(text) || !ofIdentity.test(text) || ofOthers.test(text)) continue;
    const isPending = state.startsWith('pending') || state.startsWith('not');
    const kinds = /dkim/iu.test(text)
      ? ['dkim/status', 'identity/verification']
      : ['identity/verification', 'dkim/status'];
    const subject =
      /\b(?!aws)([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,18})(?![\w.-]|\s?\()/iu.exec(text)?.[1] ??
      null;
    return kinds.map((kind, at) => ({
      code: `${kind}-${isPending ? 'pending' : 'failed'}`,
      subject: at === 0 ? subject : null,
      quote: text.trim(),
      data: {},
      weight: at,
    }));
  }
  return null;
}
