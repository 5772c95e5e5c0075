import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, notKnown, problem, unanswered } from '../../src/model/check.ts';
import { messageTrace, type RecipientTrace } from '../../src/facts/message/insights.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { target } from '../../src/facts/target.ts';
import { eventNames } from '../../src/knowledge/event-types.ts';
import { apiPage, guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { sentAt } from '../../src/parse/message/id.ts';
import { command } from '../../src/render/paste/paste.ts';
import type { Target } from '../../src/model/target.ts';
import { skipReasons } from '../../src/model/unavailable.ts';
import {
  type Bounced,
  bounceSeverity,
  events,
  meaningFix,
  meaningImpact,
  meaningReferences,
  meaningSummary,
  type Traced,
  what,
} from './message-trace.words.ts';

interface Untraced {
  region: string | null;
  messageId: string;
}

interface NotFound extends Untraced {
  /** When SES took it, as its id tells: ISO time, or null. */
  sent: string | null;
  /** It is older than what SES keeps. */
  old: boolean;
}

/** Milliseconds for which SES keeps the events of a message (API reference, GetMessageInsights: 30 days). */
const kept = 30 * 86_400_000;

const insights = apiPage('GetMessageInsights');

export default defineCheck({
  id: 'message-trace',
  title: 'Trace of the message',
  why: 'SES answers with a message id before it delivers. What became of the message shows only in its events.',
  needs: { target, takenAt },
  enrichment: { trace: messageTrace },

  problems: {
    'message-trace/not-enabled': problem<Untraced>({
      severity: 'unknown',
      summary: ({ region, messageId }) =>
        `What happened to the message ${messageId} cannot be queried: the Virtual Deliverability Manager is off in ${region ?? 'this Region'}.`,
      impact: 'SES keeps the events of single messages only while it is on. Nothing is known about this one.',
      fix: ({ region }) => [
        {
          text: 'Look for the message in the events that your configuration set publishes.',
          owner: 'you',
        },
        {
          text: 'To trace later messages, switch the Virtual Deliverability Manager on. It is billed by message sent.',
          owner: 'you',
          command: command`aws sesv2 put-account-vdm-attributes --vdm-attributes VdmEnabled=ENABLED --region ${region}`,
        },
      ],
      references: ({ region }) => pagesFor(region, '#/vdm', guide('vdm-get-started'), insights),
    }),

    'message-trace/not-found': problem<NotFound>({
      severity: 'unknown',
      summary: ({ region, messageId, sent, old }) =>
        old
          ? `The message ${messageId} is too old to be looked up: its id says ${sent?.slice(0, 10) ?? ''}, and SES keeps events for 30 days.`
          : `SES keeps nothing about the message ${messageId} in ${region ?? 'this Region'}.`,
      impact: 'Whether it arrived is not known.',
      evidence: ({ messageId, region, sent }) => [
        {
          what: `GetMessageInsights ${messageId}`,
          expected: 'its events',
          actual: `none in ${region ?? 'this Region'}`,
          source: 'ses:GetMessageInsights',
        },
        ...(sent === null
          ? []
          : [
              {
                what: 'sent (from the id)',
                expected: null,
                actual: `${sent.slice(0, 19).replace('T', ' ')} UTC`,
                source: null,
              },
            ]),
      ],
      fix: ({ old }) =>
        old
          ? [
              {
                text: 'Look for the message in the events that your configuration set published at the time, if they were kept.',
                owner: 'you',
              },
            ]
          : [
              {
                text: 'Check the Region: a message is known only where it was sent. The id that SES answered ends with -000000; the Message-ID header carries the Region behind its @.',
                owner: 'you',
              },
              {
                text: 'Check its age: SES keeps events for 30 days, and shows them a few minutes after sending. It keeps none of messages to several recipients, nor of those sent while the Virtual Deliverability Manager was off.',
                owner: 'you',
              },
            ],
      references: [insights, guide('vdm-dashboard')],
    }),

    'message-trace/bounced': problem<Bounced>({
      severity: bounceSeverity,
      summary: (data) => `${what(data)} bounced. ${meaningSummary(data)}`,
      impact: meaningImpact,
      evidence: events,
      fix: meaningFix,
      references: (data) => [...meaningReferences(data), insights],
    }),

    'message-trace/complained': problem<Traced>({
      severity: 'error',
      summary: (data) => `${what(data)} arrived, and its recipient marked it as spam.`,
      impact: 'Complaints count against your complaint rate; from 0.1% on SES reviews the account.',
      evidence: events,
      fix: () => [
        {
          text: 'Remove the address from your lists at once, and find out how it got there: send only to people who asked for it, and show how to unsubscribe.',
          owner: 'you',
        },
      ],
      references: [guide('faqs-complaint'), insights],
    }),

    'message-trace/not-sent': problem<Traced>({
      severity: 'error',
      summary: (data) =>
        data.trace.events.some(({ type }) => type === 'REJECT')
          ? `${what(data)} was rejected by SES, which found a virus in it.`
          : `${what(data)} was never created: its template could not be rendered.`,
      impact: 'SES accepted the request and returned a message id, but sent nothing.',
      evidence: events,
      fix: () => [
        {
          text: 'For a rejected message, scan its attachments. For a template, render it with the data of this message: ses-doctor check --template <name> --template-data <file>.',
          owner: 'you',
        },
      ],
      references: [guide('notification-contents'), insights],
    }),

    'message-trace/delayed': problem<Traced>({
      severity: 'warning',
      summary: (data) => `${what(data)} is delayed; SES still tries.`,
      impact: 'It arrives later, or bounces when SES gives up (after 14 hours at most).',
      evidence: events,
      fix: () => [
        {
          text: 'Wait. If many messages to this receiver are delayed, look at the DELIVERY_DELAY events: they quote what it says.',
          owner: 'you',
        },
      ],
      references: [guide('event-publishing-retrieving-sns-contents'), insights],
    }),

    'message-trace/under-way': problem<Traced>({
      severity: 'info',
      summary: (data) => `${what(data)} was accepted by SES; nothing is known yet of its delivery.`,
      impact: 'Events show up a few minutes after they happen.',
      evidence: events,
      fix: () => [],
      references: [insights],
    }),

    'message-trace/delivered': problem<Traced>({
      severity: 'info',
      summary: (data) => `${what(data)} was accepted by the receiver's server.`,
      impact:
        'SES has no control after that: if it is not in the inbox, look in the spam folder and at the receiver.',
      evidence: events,
      fix: () => [],
      references: [insights],
    }),
  },

  evaluate({ target, takenAt: now, trace: answer }) {
    const { messageId, region } = target;
    const asked = !isFromSymptom(target);
    if (messageId === null) return notApplicable('no message id was given', '--message-id');
    if (!answer.ok) {
      // What a symptom happens to name is looked up when it can be; nobody asked for it.
      if (!asked || skipReasons.has(answer.why.reason)) return notApplicable(answer.why.message);
      return unanswered(answer);
    }
    const trace = answer.value;
    if (trace.kind !== 'found' || trace.recipients.length === 0) {
      const enabled = trace.kind !== 'not-enabled';
      if (!asked) return notApplicable(enabled ? notKept : 'the Virtual Deliverability Manager is off');
      const data = { region, messageId };
      if (!enabled) return [{ problem: 'message-trace/not-enabled', subject: messageId, data }];
      const sent = sentAt(messageId);
      const age = sent === null ? 0 : Date.parse(now) - sent;
      return [
        {
          problem: 'message-trace/not-found',
          subject: messageId,
          data: { ...data, sent: sent === null ? null : new Date(sent).toISOString(), old: age > kept },
        },
      ];
    }
    return trace.recipients.flatMap((one) => {
      const outcome = outcomeOf(messageId, one);
      const odd = one.events.filter(({ type }) => !(type in eventNames));
      return [
        { ...outcome, subject: one.recipient },
        // Where nothing else decides, it may be what became of the message.
        ...odd
          .slice(0, 3)
          .map(({ type }) =>
            notKnown(
              `an event of the message to ${one.recipient}`,
              type,
              'ses:GetMessageInsights',
              outcome.problem === 'message-trace/under-way',
            ),
          ),
      ];
    });
  },

  observed: ({ trace }) =>
    trace.ok && trace.value.kind === 'found'
      ? `${grouped(trace.value.recipients.length)} ${trace.value.recipients.length === 1 ? 'recipient' : 'recipients'}`
      : null,
});

const notKept = 'SES keeps nothing about the message that the symptom names';

/** Nobody asked about the message: a symptom or a received message happens to name it. */
const isFromSymptom = ({ symptom, message, messageId }: Target): boolean =>
  messageId !== null &&
  ((symptom?.names.messageIds ?? []).some((name) => name.includes(messageId)) ||
    message?.named?.messageIds.includes(messageId) === true);

type Outcome =
  | { problem: 'message-trace/bounced'; data: Bounced }
  | {
      problem: `message-trace/${'complained' | 'not-sent' | 'delayed' | 'under-way' | 'delivered'}`;
      data: Traced;
    };

/** The last event that decides. A complaint stays one whatever comes after; an automatic reply is no bounce. */
function outcomeOf(messageId: string, trace: RecipientTrace): Outcome {
  const data = { messageId, trace };
  if (trace.events.some(({ type }) => type === 'COMPLAINT'))
    return { problem: 'message-trace/complained', data };
  const delivered = trace.events.some(({ type }) => ['DELIVERY', 'OPEN', 'CLICK'].includes(type));
  const last = trace.events.findLast(
    ({ type, meanings }) =>
      type in decisive && !(delivered && type === 'BOUNCE' && meanings[0]?.code === 'bounce/auto-reply'),
  );
  const kind = last === undefined ? 'under-way' : (decisive[last.type] ?? 'under-way');
  return kind === 'bounced'
    ? { problem: 'message-trace/bounced', data: { ...data, meaning: last?.meanings[0] ?? null } }
    : { problem: `message-trace/${kind}`, data };
}

const decisive: Readonly<Record<string, 'bounced' | 'not-sent' | 'delayed' | 'delivered'>> = {
  BOUNCE: 'bounced',
  REJECT: 'not-sent',
  RENDERING_FAILURE: 'not-sent',
  DELIVERY_DELAY: 'delayed',
  DELIVERY: 'delivered',
  OPEN: 'delivered',
  CLICK: 'delivered',
};
