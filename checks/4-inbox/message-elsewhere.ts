import type { Step } from '../../src/model/check.ts';
import type { SubjectAnswer } from '../../src/model/fact.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import { isRelayed } from '../../src/parse/message/judgement.ts';
import type { Message } from '../../src/parse/message/message.ts';
import { command } from '../../src/render/paste/paste.ts';

/** Selectors of Easy DKIM are 32 letters and digits that SES makes up. */
const easyDkimSelector = /^[a-z0-9]{32}$/;

/** Whether something in the message shows that SES carried it: its own traces, the MAIL FROM domain or a selector of an identity. */
export function showsSes(
  { ses, envelopeSender, signatures }: Message,
  identities: Answer<readonly SubjectAnswer<Identity>[]>,
): boolean {
  if (ses.sent || signatures.some(({ selector }) => easyDkimSelector.test(selector))) return true;
  const sender = envelopeSender?.replace(/^.*@/, '').toLowerCase();
  return valueOr(identities, []).some(
    ({ answer }) =>
      answer.ok &&
      (answer.value.mailFrom?.domain.toLowerCase() === sender ||
        signatures.some(({ selector }) => answer.value.dkim.tokens.includes(selector))),
  );
}

/**
 * The server that handed the message to its receiver where SES did not; null where SES may have carried it: somebody who
 * passed it on may have taken the traces out, and so may a program that saved a part of it.
 */
export function handedOverBy(
  message: Message,
  identities: Answer<readonly SubjectAnswer<Identity>[]>,
): string | null {
  const { path, cut, delivered } = message;
  const hop = path.handover === null ? undefined : path.hops[path.handover];
  if (hop === undefined || cut !== null || !delivered) return null;
  if (showsSes(message, identities) || isRelayed(message)) return null;
  return hop.from === null || hop.from === hop.ip
    ? hop.ip
    : `${hop.from}${hop.ip === null ? '' : ` (${hop.ip})`}`;
}

/** The beginning of what is wrong with a message that SES did not send. */
export const notThroughSes = (from: string, host: string): string =>
  `The message from ${from} did not go through SES (${host} handed it over), and`;

/** What to do about a message of a From domain that another provider sent: nothing that is set in SES concerns it. */
export const elsewhereFix = (from: string, host: string): readonly Step[] => [
  {
    text: `Find which program of yours sends through ${host}. Let it send through SES, or set up DKIM for ${from} at that provider, which shows the records to publish`,
    owner: 'you',
  },
  {
    text: `If none of yours does, somebody forged the sender: receivers that follow the DMARC policy of ${from} refuse or junk such mail, and there is nothing to fix`,
    owner: 'you',
  },
  ownMail,
];

/** How to see what the message does not show. */
export const ownMail: Step = {
  text: 'To see how receivers judge mail of SES, check a message that went through it',
  owner: 'you',
  command: command`ses-doctor check --message message.eml`,
};
