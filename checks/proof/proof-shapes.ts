import { grouped } from '../../src/model/many.ts';
import { ruleTargets, type RuleTargets } from '../../src/facts/event-path/rule.ts';
import { isOwnToSee, type Subscription, subscriptions } from '../../src/facts/event-path/subscription.ts';
import { topicUses } from '../../src/facts/event-path/topic-uses.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, orNotSeen, problem, unanswered } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

/** What a reader gets: the record alone, the record in the Message of SNS, or in the detail of EventBridge. */
type Shape = 'raw' | 'SNS envelope' | 'EventBridge event';

interface Mixed {
  reader: string;
  shapes: readonly { shape: Shape; from: string; subscription: string | null }[];
}

interface Other {
  topic: string;
  types: readonly string[];
  /** What publishes there, by the member that names the type. */
  publishers: readonly string[];
  /** Both shapes came to a queue of our own. */
  seen: boolean;
}

type Found =
  Unanswered | OccurrenceOf<'proof/lost-at-raw-delivery', Mixed> | OccurrenceOf<'proof/other-shape', Other>;

const rawPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html';
const nameOf = (arn: string): string => parseArn(arn)?.resource ?? arn;

/** The first subscription among the ways. */
const firstOf = (shapes: Mixed['shapes']): string | null =>
  shapes.find(({ subscription }) => subscription !== null)?.subscription ?? null;

export default defineCheck({
  id: 'proof-shapes',
  title: 'Formats of the events on arrival',
  why: 'A reader that expects the bare record gets an envelope, or the other way round, and drops what it cannot read.',
  needs: { proof, ways, topicUses, subscriptions },
  questions: { ruleTargets },

  problems: {
    'proof/lost-at-raw-delivery': problem<Mixed>({
      severity: 'warning',
      summary: ({ reader, shapes }) =>
        `${nameOf(reader)} gets events in ${grouped(new Set(shapes.map(({ shape }) => shape)).size)} shapes: ${[...new Set(shapes.map(({ shape }) => shape))].join(', ')}.`,
      impact: 'A reader written for one of them drops the others, usually without an error.',
      evidence: ({ shapes }) =>
        shapes.map(({ shape, from }) => ({
          what: `what comes from ${from}`,
          expected: 'the same shape from everywhere',
          actual: shape,
          source:
            shape === 'EventBridge event' ? 'events:ListTargetsByRule' : 'sns:GetSubscriptionAttributes',
        })),
      fix: ({ shapes }) => [
        {
          text: 'Set RawMessageDelivery of the subscriptions to what the reader expects, or let it read every format.',
          owner: 'you',
          command: command`aws sns get-subscription-attributes --subscription-arn ${firstOf(shapes)} --region ${parseArn(firstOf(shapes) ?? '')?.region}`,
        },
      ],
      references: [rawPage],
    }),

    'proof/other-shape': problem<Other>({
      severity: 'warning',
      summary: ({ topic, types }) => `${nameOf(topic)} gets ${types.join(' and ')} twice, in two formats.`,
      impact: 'A reader of eventType misses the notification, and one that reads both counts twice.',
      evidence: ({ publishers, seen }) => [
        {
          what: 'what publishes to the topic',
          expected: 'one of event publishing and the notifications of the identity',
          actual: publishers.join('; '),
          source: seen ? 'sqs:ReceiveMessage' : 'ses:GetIdentityNotificationAttributes',
        },
      ],
      fix: () => [
        {
          text: 'Keep the event destination, and remove the topic from the notifications of the identity.',
          owner: 'you',
        },
      ],
      references: [guide('monitor-sending-activity-using-notifications')],
      explains: ['proof/seen-twice'],
    }),
  },

  evaluate({ proof: seen, ways: known, topicUses: used, subscriptions: all, ruleTargets: rules }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (used.length === 0 && valueOr(rules, []).length === 0)
      return notApplicable('no topic and no rule is on the path');
    const expected = expectedTypes(seen);
    const unread = [
      ...all.flatMap((one) => unanswered(one.settings, isOwnToSee(one))),
      ...valueOr(rules, []).flatMap(({ targets }) => unanswered(targets)),
    ];
    const shapes = used.flatMap(({ arn: topic, uses }): readonly Found[] => {
      const types = expected.filter((type) =>
        (['eventType', 'notificationType'] as const).every((member) =>
          uses.some(({ typeMember, types: of }) => typeMember === member && of.includes(type)),
        ),
      );
      if (types.length === 0) return [];
      const publishers = uses.map(({ text, typeMember }) => `${text} (${typeMember})`);
      const came = new Set(
        (seen.tap?.seen ?? []).filter(({ place }) => place === topic).map(({ shape }) => shape),
      );
      return [
        {
          problem: 'proof/other-shape',
          data: { topic, types, publishers, seen: came.size > 1 },
          subject: topic,
        },
      ];
    });
    const onWay = new Set(known.ways.map(({ place }) => place));
    return orNotSeen([...mixed(all, valueOr(rules, []), onWay), ...shapes, ...unread, ...unanswered(rules)]);
  },
});

/** Readers that get events in several shapes. Of hosts and addresses nobody can tell whether they are one reader. */
function mixed(
  all: readonly Subscription[],
  rules: readonly RuleTargets[],
  onWay: ReadonlySet<string>,
): readonly Found[] {
  const readers = new Map<string, Mixed['shapes'][number][]>();
  const note = (reader: string, one: Mixed['shapes'][number]): void => {
    if (reader.startsWith('arn:')) readers.set(reader, [...(readers.get(reader) ?? []), one]);
  };
  for (const { topic, endpoint, arn: subscription, settings } of all)
    if (settings.ok && onWay.has(topic))
      note(endpoint, { shape: settings.value.raw ? 'raw' : 'SNS envelope', from: topic, subscription });
  for (const { ruleArn, targets } of rules)
    for (const { arn } of targets.ok ? targets.value : [])
      note(arn, { shape: 'EventBridge event', from: ruleArn, subscription: null });
  return [...readers]
    .filter(([, shapes]) => new Set(shapes.map(({ shape }) => shape)).size > 1)
    .map(([reader, shapes]) => ({
      problem: 'proof/lost-at-raw-delivery',
      data: { reader, shapes },
      subject: reader,
    }));
}
