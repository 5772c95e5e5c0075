import { fitOf } from '../../../../src/parse/event-pattern.ts';
import { bridgeEventOf } from '../../../../src/parse/ses-event.ts';
import { eventNames } from '../../../../src/knowledge/event-types.ts';
import type { RegionWorld } from '../world.ts';
import { countUp, fillQueue } from './count.ts';
import { intoQueue } from './queue.ts';
import type { SendingWorld } from './world.ts';

/** An event that SES puts on the default bus: to the targets of its rules, and to those of a test. */
export function ontoBus(
  name: string,
  detail: Record<string, unknown>,
  { region, sending }: { region: RegionWorld; sending: SendingWorld },
): void {
  const type = name.toUpperCase();
  for (const { rule, targets } of region.rules) {
    const fits = fitOf(rule.EventPattern ?? '{}', bridgeEventOf(type, null)) !== 'none';
    if (rule.State === 'DISABLED' || !fits) continue;
    const count = (metric: string): void => {
      countUp(region, 'AWS/Events', metric, { RuleName: rule.Name });
    };
    count('TriggeredRules');
    for (const { Arn = '', DeadLetterConfig: dead } of targets) {
      count('Invocations');
      if (!sending.failing.includes(Arn)) continue;
      count('FailedInvocations');
      if (dead?.Arn !== undefined) fillQueue(region, dead.Arn);
    }
  }
  for (const { targets } of sending.rules.values())
    for (const arn of targets.values())
      intoQueue(arn, sending, {
        ...{ version: '0', source: 'aws.ses', 'detail-type': eventNames[type]?.detailType },
        ...{ time: new Date().toISOString(), detail },
      });
}
