import { target } from '../../src/facts/target.ts';
import { isKeyOfSns, topics, type TopicState } from '../../src/facts/topics.ts';
import { letThrough, whatDenies } from '../../src/knowledge/denials.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, notSeen, problem } from '../../src/model/check.ts';
import type { OccurrenceOf, Step, Unanswered } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import type { Denial } from '../../src/parse/resource-policy.ts';
import { hasShown } from '../../src/proof/counts.ts';
import { accepted, proof, type Proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { ofTopic } from '../../src/facts/event-path/subscription.ts';
import { command } from '../../src/render/paste/paste.ts';
import { keyStatementToPaste, topicStepText } from '../../src/render/paste/statement.ts';

type Fault = 'absent' | 'fifo' | 'region' | 'policy' | 'key';

interface Lost {
  topic: string;
  types: readonly string[];
  fault: Fault;
  /** The statement of the policy that shuts SES out, where one does. */
  denial?: Denial;
  /** The account that sends, where the topic is not its own. */
  sender?: string;
  /** Nothing else takes these events. */
  only: boolean;
}

const snsPage = guide('event-publishing-add-event-destination-sns');

const faults: Readonly<Record<Fault, { says: string; what: string; expected: string; actual: string }>> = {
  absent: { says: 'does not exist', what: 'topic', expected: 'to exist', actual: 'no such topic' },
  fifo: {
    says: 'is a FIFO topic, which SES cannot publish to',
    what: 'FifoTopic',
    expected: 'a standard topic',
    actual: 'true',
  },
  region: {
    says: 'is in another Region than the identity whose notifications go there',
    what: 'Region of the topic',
    expected: 'that of the identity',
    actual: 'another one',
  },
  policy: {
    says: 'has a policy that does not let SES publish',
    what: 'Policy',
    expected: 'ses.amazonaws.com may SNS:Publish',
    actual: 'no statement that allows it',
  },
  key: {
    says: 'is encrypted with a key that SES cannot use',
    what: 'KmsMasterKeyId',
    expected: 'none, or a key of your own whose policy allows ses.amazonaws.com',
    actual: 'alias/aws/sns',
  },
};

/** Another topic is another destination: how it is named differs between a set and an identity. */
const elsewhere =
  'Point what publishes there (the event destination, or the notifications of the identity) at a standard topic of this Region that exists.';

function stepOf({ topic, fault, denial, sender }: Lost): Step {
  const look = command`aws sns get-topic-attributes --topic-arn ${topic} --region ${parseArn(topic)?.region}`;
  switch (fault) {
    case 'absent':
    case 'fifo':
    case 'region':
      return {
        text: elsewhere,
        owner: 'you',
        command: command`aws sns list-topics --region ${parseArn(topic)?.region}`,
      };
    case 'policy':
      return {
        text: denial !== undefined ? letThrough(denial, 'SES') : topicStepText(topic, sender),
        owner: 'you',
        command: look,
      };
    case 'key':
      return {
        text: `Encrypt the topic with a key of your own whose policy has this statement, or switch the encryption off. The policy of an AWS managed key cannot be changed.${keyStatementToPaste(['ses.amazonaws.com'])}`,
        owner: 'you',
        command: look,
      };
  }
}

type Found = Unanswered | OccurrenceOf<'proof/lost-at-topic-policy', Lost>;

export default defineCheck({
  id: 'proof-topics',
  title: 'SNS topics on the path',
  why: 'SES drops an event that it may not publish to the topic, without an error.',
  needs: { target, proof, ways, topics },

  problems: {
    'proof/lost-at-topic-policy': problem<Lost>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ topic, fault }) => `${topic} ${faults[fault].says}.`,
      impact: ({ types, only }) =>
        only
          ? `${types.join(', ')} of the messages are lost here.`
          : `${types.join(', ')} of the messages are lost here; another destination takes them too.`,
      evidence: ({ fault, denial }) => [
        {
          what: faults[fault].what,
          expected: faults[fault].expected,
          actual: denial === undefined ? faults[fault].actual : whatDenies(denial),
          source: 'sns:GetTopicAttributes',
        },
      ],
      fix: (data) => [stepOf(data)],
      references: [snsPage, guide('configure-sns-notifications')],
      explains: ['proof/not-seen'],
    }),
  },

  evaluate({ target: { region: home }, proof: seen, ways: known, topics: all }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (all.length === 0) return notApplicable('no SNS topic is on the path');
    const expected = expectedTypes(seen);
    const used = all
      .map((topic) => ({ ...topic, types: typesAt(known, topic.arn, expected) }))
      .filter(({ types }) => types.length > 0);
    const found = used.flatMap(({ arn, region, byIdentity, state, types }): readonly Found[] => {
      if (!state.ok) return [{ unanswered: ofTopic(state.why, arn), counts: true }];
      const fault =
        // "Configuring Amazon SNS notifications": the topic of an identity has to be in its Region.
        faultOf(state.value) ?? (byIdentity && home !== null && region !== home ? 'region' : null);
      const seenPolicy = fault === 'policy' && state.value.kind === 'topic' ? state.value : null;
      return fault === null
        ? []
        : [
            {
              problem: 'proof/lost-at-topic-policy' as const,
              data: {
                ...{ topic: arn, types, fault, only: isOnlyWay(known, arn, types) },
                ...(seenPolicy?.denial !== undefined && { denial: seenPolicy.denial }),
                ...(seenPolicy?.sender !== undefined && { sender: seenPolicy.sender }),
              },
              subject: arn,
            },
          ];
    });
    const unjudged = used.flatMap(({ arn, state }) =>
      state.ok && !hasPublished(seen, arn) ? (notJudged(arn, state.value) ?? []) : [],
    );
    return found.length === 0 && unjudged.length > 0 ? notSeen(unjudged.join('; '), []) : found;
  },
});

function faultOf(state: TopicState): Fault | null {
  if (state.kind === 'absent') return 'absent';
  if (state.fifo) return 'fifo';
  if (state.publish === 'blocked') return 'policy';
  return state.kmsKey !== null && isKeyOfSns(state.kmsKey) ? 'key' : null;
}

/** What nobody can tell from the settings of a topic, or null. */
function notJudged(topic: string, state: TopicState): string | null {
  if (state.kind === 'absent') return null;
  if (state.kmsKey !== null)
    return `${topic} is encrypted with ${state.kmsKey}, whose policy cannot be seen from here`;
  return state.publish === 'unclear'
    ? `whether the policy of ${topic} lets SES publish cannot be judged from here`
    : null;
}

/** An event came through it, or it counted one where nothing else passes: SES may publish there. */
const hasPublished = ({ tap, counts }: Proof, topic: string): boolean =>
  tap?.seen.some(({ place }) => place === topic) === true || hasShown(counts, topic, topic);
