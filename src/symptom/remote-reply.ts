import { longestText } from './reply-rule.ts';
import type { Reading } from './collector.ts';
import { ipIn } from './names.ts';
import { innerReply, joinedReply } from './reply-text.ts';
import { verdictsOf, type RemoteReply } from './reply-verdict.ts';

/**
 * What a reply of a receiver means, likeliest first; empty when neither its words nor its status say so.
 * SES puts the last answer it got into angle brackets when it gives up: that one decides.
 */
export function readRemoteReply(remote: RemoteReply): readonly Reading[] {
  const verdicts = verdictsOf(remote);
  if (verdicts.length === 0) return [];
  const { status, recipient } = remote;
  const reply = joinedReply(remote.text.slice(0, longestText));
  const inner = innerReply(reply);
  const ip = (inner === null ? null : ipIn(inner)) ?? ipIn(reply);
  return verdicts.map(({ code, weight, data, quotesInner, start }) => {
    const words = quotesInner && inner !== null ? joinedReply(inner) : reply;
    const quote = words.length <= 300 ? words : words.slice(Math.max(0, start - 120));
    return {
      code,
      subject: recipient,
      quote: quote === '' ? `status ${status ?? ''}` : quote,
      data: {
        ...data,
        ...(ip === null ? {} : { ip }),
        ...(data['status'] === undefined ? {} : { status: status ?? '' }),
      },
      weight,
    };
  });
}
