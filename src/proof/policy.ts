import { ownPrefix } from '../knowledge/own-names.ts';
import { simulatorDomain } from '../knowledge/simulator.ts';
import { iamAction } from '../model/aws-calls.ts';
import type { Stage } from '../model/check.ts';
import { readStatements, type Statement } from '../model/policy.ts';
import { bucketCalls } from './bucket-calls.ts';
import { gateStages } from './gate.ts';
import { proofStages } from './stages.ts';

/** What a test is allowed beyond what every test needs. */
export interface PolicyWishes {
  /** --via smtp: the endpoint sends by ses:SendRawEmail. */
  smtp: boolean;
  /** --read-bucket: the bucket that a stream writes to, or null. */
  bucket: string | null;
}

/** All that may forbid a send, whatever the flags: the checks of --template and --to read more. */
const everyGate = { to: 'any', template: 'any' };

/** The least that lets `test` do all it can: reading, sending to the simulator, and a queue and a rule of its own. */
export function testStatements(
  checklist: readonly Stage[],
  stage: Stage,
  { smtp, bucket }: PolicyWishes,
): readonly Statement[] {
  const gate = gateStages(checklist, everyGate)
    .map((one) => ({ ...one, checks: one.checks.filter(({ onlyRead }) => onlyRead !== true) }))
    .filter(({ checks }) => checks.length > 0);
  return [
    ...readStatements([...gate, ...proofStages(stage)]),
    {
      sid: 'SesDoctorTestSend',
      actions: smtp ? ['ses:SendEmail', 'ses:SendRawEmail'] : ['ses:SendEmail'],
      resources: ['*'],
      condition: {
        'ForAllValues:StringLike': { 'ses:Recipients': [`*@${simulatorDomain}`] },
        // ForAllValues holds for a request without the key as well.
        Null: { 'ses:Recipients': 'false' },
      },
    },
    {
      sid: 'SesDoctorTestQueue',
      actions: [
        'CreateQueue',
        'DeleteQueue',
        'ListQueueTags',
        'ReceiveMessage',
        'SetQueueAttributes',
        'TagQueue',
      ].map((name) => `sqs:${name}`),
      resources: [`arn:*:sqs:*:*:${ownPrefix}*`],
      condition: {},
    },
    {
      sid: 'SesDoctorTestRule',
      actions: [
        'DeleteRule',
        'ListTagsForResource',
        'PutRule',
        'PutTargets',
        'RemoveTargets',
        'TagResource',
      ].map((name) => `events:${name}`),
      resources: [`arn:*:events:*:*:rule/${ownPrefix}*`],
      condition: {},
    },
    {
      sid: 'SesDoctorTestSubscribe',
      actions: ['sns:Subscribe'],
      resources: ['*'],
      condition: {
        StringLike: { 'sns:Endpoint': [`arn:*:sqs:*:*:${ownPrefix}*`] },
        StringEquals: { 'sns:Protocol': 'sqs' },
      },
    },
    {
      sid: 'SesDoctorTestCleanup',
      actions: ['events:ListRules', 'sns:ListSubscriptions', 'sns:Unsubscribe', 'sqs:ListQueues'],
      resources: ['*'],
      condition: {},
    },
    ...(bucket === null
      ? []
      : [
          {
            sid: 'SesDoctorTestObjects',
            actions: bucketCalls.map((action) => iamAction(action)).toSorted(),
            resources: [`arn:*:s3:::${bucket}`, `arn:*:s3:::${bucket}/*`],
            condition: {},
          },
        ]),
  ];
}
