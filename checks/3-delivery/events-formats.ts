import { hopCounts } from '../../src/facts/event-path/counts.ts';
import { busRules, type RuleTargets, ruleTargets } from '../../src/facts/event-path/rule.ts';
import {
  type Subscription,
  allGone,
  isGone,
  subscriptionLists,
  subscriptions,
} from '../../src/facts/event-path/subscription.ts';
import { symptom } from '../../src/facts/target.ts';
import { topicUses } from '../../src/facts/event-path/topic-uses.ts';
import { noneUnless, partUnread, unreadPaths } from '../../src/facts/event-path/unread-paths.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { subscriberText } from '../../src/knowledge/sns-subscribers.ts';
import { defineCheck, notApplicable, notSeen, problem, unanswered } from '../../src/model/check.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { skipReasons, valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Hook {
  topic: string;
  subscription: string;
  protocol: string;
  endpoint: string;
  /** The record of SES alone, without the envelope of SNS. */
  raw: boolean;
  /** Deliveries of the topic failed in the last 24 hours. */
  failing: boolean;
  /** A pasted log shows that a reader misses the format it knows. */
  reported: boolean;
}

interface Mixed {
  reader: string;
  /** One subscription of each format, and a rule. */
  from: readonly (BySubscription | ByRule)[];
}

interface BySubscription {
  topic: string;
  subscription: string;
  raw: boolean;
}

interface ByRule {
  rule: string;
}

const rawPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html';
const formatPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html';

const formatOf = (raw: boolean): string => (raw ? 'the bare record' : 'the envelope of SNS');
const regionOf = (arn: string): string | undefined => parseArn(arn)?.region;
const nameOf = (arn: string): string => parseArn(arn)?.resource.replace(/^deliverystream\//, '') ?? arn;

/** So many web hooks are told. */
const mostHooks = 3;

export default defineCheck({
  id: 'events-formats',
  title: 'Format of the events',
  why: 'A reader that expects the envelope of SNS drops the bare record of SES without an error, and the other way round.',
  needs: { topicUses, subscriptions },
  enrichment: { hopCounts, symptom, subscriptionLists, busRules, ruleTargets, unreadPaths },

  problems: {
    'events/web-hook-format': problem<Hook>({
      severity: ({ reported }) => (reported ? 'error' : 'info'),
      summary: (data) =>
        `SNS delivers ${data.raw ? 'bare records, without its envelope,' : 'records inside its envelope'} to ${subscriberText(data)}${data.failing ? ', and deliveries fail' : ''}.`,
      impact: ({ raw, failing }) =>
        `${
          raw
            ? 'A web hook that looks for Type and Message, or verifies the signature, finds neither: raw delivery has no signature.'
            : 'A web hook that looks for eventType at the top finds it only inside the text of Message.'
        }${failing ? ' What it answers with an error is dropped after the last try.' : ' Where it answers 200 all the same, nothing shows that it read nothing.'}`,
      evidence: ({ raw }) => [
        {
          what: 'RawMessageDelivery',
          expected: raw
            ? 'true only if the web hook reads bare records'
            : 'false only if it reads the envelope',
          actual: String(raw),
          source: 'sns:GetSubscriptionAttributes',
        },
      ],
      fix: ({ raw, subscription }) => [
        {
          text: raw
            ? 'See which format the web hook reads. If it is the envelope, switch raw delivery off'
            : 'See which format the web hook reads. If it is the bare record, switch raw delivery on, or let it parse Message',
          owner: 'you',
          command: command`aws sns set-subscription-attributes --subscription-arn ${subscription} --attribute-name RawMessageDelivery --attribute-value ${raw ? 'false' : 'true'} --region ${regionOf(subscription)}`,
        },
      ],
      references: [rawPage, formatPage, guide('event-publishing-retrieving-sns-contents')],
      read: {
        severity: 'error',
        summary: () =>
          'The reader of the events expects another format than SNS delivers: the envelope of SNS, or the bare record.',
        impact: () => 'Bounces and complaints arrive and are not read.',
        fix: () => [
          {
            text: 'Look at RawMessageDelivery of the subscription. With it the body is the record of SES (eventType or notificationType at the top, no signature); without it Type, Message and Signature stand at the top, and the record is the text in Message',
            owner: 'you',
          },
          {
            text: 'Set it to what the reader expects: a reader that looks for Type or verifies the signature needs it off, one that looks for eventType at the top needs it on',
            owner: 'you',
          },
        ],
        distinguish:
          'The log of the web hook: whether the body that arrives begins with "Type", or with "eventType" or "notificationType".',
      },
    }),

    'events/mixed-formats': problem<Mixed>({
      severity: 'warning',
      summary: ({ reader, from }) => `${nameOf(reader)} gets events in ${formatsOf(from)}.`,
      impact: 'A reader written for one of them drops the others, usually without an error.',
      evidence: ({ from }) =>
        from.map((one) => ({
          what: `what comes from ${'rule' in one ? `the rule ${one.rule}` : one.topic}`,
          expected: 'the same format from everywhere',
          actual: 'rule' in one ? 'an event of EventBridge, with the record in detail' : formatOf(one.raw),
          source: 'rule' in one ? 'events:ListTargetsByRule' : 'sns:GetSubscriptionAttributes',
        })),
      fix: ({ from }) => {
        if (from.some((one) => 'rule' in one))
          return [
            {
              text: 'Let one of the two lead to this reader: what comes both ways is counted twice. Or let the reader tell them apart: an event of EventBridge has detail-type and detail at the top',
              owner: 'you',
            },
          ];
        return from
          .flatMap((one) => ('rule' in one || one.raw ? [] : [one]))
          .slice(0, 1)
          .map(({ subscription }) => ({
            text: 'Give all its subscriptions the format that the reader expects. For bare records from everywhere switch raw delivery on',
            owner: 'you' as const,
            command: command`aws sns set-subscription-attributes --subscription-arn ${subscription} --attribute-name RawMessageDelivery --attribute-value true --region ${regionOf(subscription)}`,
          }));
      },
      references: [rawPage, formatPage],
    }),
  },

  evaluate({
    topicUses: used,
    subscriptions: confirmed,
    hopCounts: hops,
    symptom,
    subscriptionLists: lists,
    busRules: buses,
    ruleTargets: rules,
    unreadPaths: unread,
  }) {
    if (used.length === 0)
      return notApplicable(noneUnless(unread, 'no SNS topic takes events or notifications of the sender'));
    const gone = allGone(valueOr(lists, []));
    if (gone !== null) return notApplicable(gone);
    const missed = [
      ...(lists.ok
        ? lists.value.flatMap((one) => (isGone(one) ? [] : unanswered(one.list, false)))
        : unanswered(lists, false)),
      ...confirmed.flatMap(({ settings }) => unanswered(settings, false)),
      ...valueOr(buses, []).flatMap((bus) =>
        !bus.rules.ok && bus.rules.why.reason === 'not-found' ? [] : unanswered(bus.rules, false),
      ),
      ...(rules.ok
        ? rules.value.flatMap(({ targets }) => unanswered(targets, false))
        : unanswered(rules, false)),
    ].filter(({ unanswered: { reason } }) => !skipReasons.has(reason));
    const failing = new Set(
      (hops.ok ? hops.value : []).flatMap(({ arn, counts }) =>
        counts.ok && (counts.value.failed ?? 0) > 0 ? [arn] : [],
      ),
    );
    const found = [
      ...hooksOf(confirmed, failing, symptom.ok && tellsOfFormat(symptom.value)),
      ...mixedOf(confirmed, rules.ok ? rules.value : []),
    ];
    const part = partUnread(unread);
    if (found.length === 0 && missed.length === 0 && part !== null) return notSeen(part, []);
    if (found.length > 0 || missed.length === 0) return [...found, ...missed];
    return notSeen(
      `not every subscription could be looked at: ${missed[0]?.unanswered.message ?? 'no answer'}`,
      missed,
    );
  },
});

const tellsOfFormat = (symptom: Symptom | null): boolean =>
  symptom?.candidates.some(({ code }) => code === 'events/web-hook-format') ?? false;

/**
 * Which format a reader knows nobody can see: of web hooks bare records are told, an envelope only where deliveries fail.
 * Where a log tells that a reader misses its format, each that may be meant is told.
 */
const hooksOf = (confirmed: readonly Subscription[], failing: ReadonlySet<string>, reported: boolean) =>
  confirmed
    .flatMap(({ topic, arn, protocol, endpoint, settings }) => {
      if (!settings.ok || !(reported ? /^(?:https?|sqs)$/ : /^https?$/).test(protocol)) return [];
      const { raw } = settings.value;
      const fails = failing.has(topic);
      return raw || fails || reported
        ? [
            {
              problem: 'events/web-hook-format' as const,
              data: { topic, subscription: arn, protocol, endpoint, raw, failing: fails, reported },
              subject: topic,
            },
          ]
        : [];
    })
    .slice(0, mostHooks);

/** Queues and streams that get both. Of a web hook only the host is kept, which may have several. */
function mixedOf(confirmed: readonly Subscription[], rules: readonly RuleTargets[]) {
  const readers = new Map<string, Map<boolean | 'rule', Mixed['from'][number]>>();
  for (const { topic, arn, endpoint, settings } of confirmed) {
    if (!settings.ok || !endpoint.startsWith('arn:')) continue;
    const { raw } = settings.value;
    const of = readers.get(endpoint) ?? new Map<boolean | 'rule', Mixed['from'][number]>();
    if (!of.has(raw)) of.set(raw, { topic, subscription: arn, raw });
    readers.set(endpoint, of);
  }
  for (const { rule, targets } of rules) {
    // What a rule cuts or writes anew may have any format.
    for (const { arn, reshaped } of targets.ok ? targets.value : [])
      if (reshaped !== true) readers.get(arn)?.set('rule', { rule });
  }
  return [...readers].flatMap(([reader, of]) =>
    of.size < 2
      ? []
      : [
          {
            problem: 'events/mixed-formats' as const,
            data: { reader, from: [...of.values()] },
            subject: reader,
          },
        ],
  );
}

function formatsOf(from: Mixed['from']): string {
  const formats = [
    ...(from.some((one) => !('rule' in one) && !one.raw) ? ['inside the envelope of SNS'] : []),
    ...(from.some((one) => !('rule' in one) && one.raw) ? ['as bare records'] : []),
    ...(from.some((one) => 'rule' in one) ? ['as events of EventBridge'] : []),
  ];
  return `${formats.length === 2 ? 'two' : 'three'} formats: ${formats.slice(0, -1).join(', ')}, and ${formats.at(-1) ?? ''}`;
}
