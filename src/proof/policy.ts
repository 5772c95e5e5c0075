import { simulatorDomain } from '../knowledge/simulator.ts';
import type { Stage } from '../model/check.ts';
import { readStatements, type Statement } from '../model/policy.ts';
import { gateStages } from './gate.ts';
import { ownPrefix } from './own-things.ts';
import { proofStages } from './stages.ts';

/** The least that lets `test` do all it can: reading, sending to the simulator, and a queue and a rule of its own. */
export function testStatements(checklist: readonly Stage[], stage: Stage): readonly Statement[] {
  const gate = gateStages(checklist, { to: null, template: null })
    .map((one) => ({ ...one, checks: one.checks.filter(({ onlyRead }) => onlyRead !== true) }))
    .filter(({ checks }) => checks.length > 0);
  return [
    ...readStatements([...gate, ...proofStages(stage)]),
    {
      sid: 'SesDoctorTestSend',
      actions: ['ses:SendEmail'],
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
      actions: ['DeleteRule', 'PutRule', 'PutTargets', 'RemoveTargets', 'TagResource'].map(
        (name) => `events:${name}`,
      ),
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
  ];
}
