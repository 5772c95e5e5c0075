import { topics, type TopicState } from '../../src/facts/topics.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import type { OccurrenceOf, Unanswered } from '../../src/model/check.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, isOnlyWay, typesAt, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

type Fault = 'absent' | 'fifo' | 'policy' | 'key';

interface Lost {
  topic: string;
  types: readonly string[];
  fault: Fault;
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
  policy: {
    says: 'has a policy that does not let SES publish',
    what: 'Policy',
    expected: 'ses.amazonaws.com may SNS:Publish',
    actual: 'not allowed',
  },
  key: {
    says: 'is encrypted with a key that SES cannot use',
    what: 'KmsMasterKeyId',
    expected: 'none, or a key of your own whose policy allows ses.amazonaws.com',
    actual: 'alias/aws/sns',
  },
};

const mends: Readonly<Record<Fault, string>> = {
  absent: 'Create the topic again, or point the event destination to one that exists.',
  fifo: 'Point the event destination to a standard topic.',
  policy:
    'Let SES publish to the topic: Principal ses.amazonaws.com, Action SNS:Publish, conditions AWS:SourceAccount and AWS:SourceArn.',
  key: 'Encrypt the topic with a key of your own whose policy lets ses.amazonaws.com use it, or switch its encryption off.',
};

type Found = Unanswered | OccurrenceOf<'proof/lost-at-topic-policy', Lost>;

export default defineCheck({
  id: 'proof-topics',
  title: 'SNS topics on the path',
  why: 'SES drops an event that it may not publish to the topic, without an error.',
  needs: { proof, ways, topics },

  problems: {
    'proof/lost-at-topic-policy': problem<Lost>({
      severity: ({ only }) => (only ? 'error' : 'warning'),
      summary: ({ topic, fault }) => `${topic} ${faults[fault].says}.`,
      impact: ({ types, only }) =>
        only
          ? `${types.join(', ')} of the messages are lost here.`
          : `${types.join(', ')} of the messages are lost here; another destination takes them too.`,
      evidence: ({ fault }) => [
        {
          what: faults[fault].what,
          expected: faults[fault].expected,
          actual: faults[fault].actual,
          source: 'sns:GetTopicAttributes',
        },
      ],
      fix: ({ topic, fault }) => [
        {
          text: mends[fault],
          owner: 'you',
          command: command`aws sns get-topic-attributes --topic-arn ${topic} --region ${parseArn(topic)?.region}`,
        },
      ],
      references: [snsPage, guide('configure-sns-notifications')],
      explains: ['proof/not-seen'],
    }),
  },

  evaluate({ proof: seen, ways: known, topics: all }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    if (all.length === 0) return notApplicable('no SNS topic is on the path');
    const expected = expectedTypes(seen);
    return all.flatMap(({ arn, state }): readonly Found[] => {
      const types = typesAt(known, arn, expected);
      if (types.length === 0) return [];
      if (!state.ok) return [{ unanswered: state.why, counts: true }];
      const fault = faultOf(state.value);
      return fault === null
        ? []
        : [
            {
              problem: 'proof/lost-at-topic-policy' as const,
              data: { topic: arn, types, fault, only: isOnlyWay(known, arn, types) },
              subject: arn,
            },
          ];
    });
  },
});

function faultOf(state: TopicState): Fault | null {
  if (state.kind === 'absent') return 'absent';
  if (state.fifo) return 'fifo';
  if (state.publish === 'blocked') return 'policy';
  return state.kmsKey === 'alias/aws/sns' ? 'key' : null;
}
