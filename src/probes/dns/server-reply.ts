import type { DnsType, ServerView } from '../../model/dns.ts';
import { aliasAt, lower, negativeTtl, type Question, rcodes, type Reply, valuesAt } from './wire.ts';

/** What a server's reply says about the name, or that it does not serve the zone. */
export function readReply<T extends DnsType>(
  zone: string,
  reply: Reply,
  question: Question & { type: T },
): ServerView<T>['answer'] {
  if (!reply.authoritative) {
    const referral = reply.authorities.find(
      (record) => record.type === 'NS' && lower(record.name).length > zone.length,
    );
    const because =
      referral === undefined
        ? `does not serve ${zone}`
        : `refers to other servers for ${lower(referral.name)}`;
    return referral === undefined
      ? { kind: 'lame', because }
      : { kind: 'lame', because, refersTo: lower(referral.name) };
  }
  const step = question.type === 'CNAME' ? null : aliasAt(reply.answers, question.name);
  const { values, ttl } = valuesAt(reply.answers, question.name, question.type);
  // Where a CNAME leads is for the resolver to say; here its presence is the answer.
  if (step !== null)
    return { kind: 'answer', answer: { exists: true, records: values, ttl: step.ttl, chain: [step] } };
  return {
    kind: 'answer',
    answer: {
      exists: values.length > 0 || reply.rcode !== rcodes.NXDOMAIN,
      records: values,
      ttl: ttl ?? negativeTtl(reply.authorities),
      chain: [],
    },
  };
}
