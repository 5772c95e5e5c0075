import type { RegionWorld } from '../world.ts';

/** CloudWatch counts one more, now. */
export function countUp(
  region: RegionWorld,
  namespace: string,
  name: string,
  dimensions: Record<string, string>,
  value = 1,
): void {
  const key = JSON.stringify(dimensions);
  let metric = region.metrics.find(
    (one) => one.namespace === namespace && one.name === name && JSON.stringify(one.dimensions) === key,
  );
  if (metric === undefined) {
    metric = { namespace, name, dimensions, points: [] };
    region.metrics.push(metric);
  }
  metric.points.push({ at: Date.now() + (region.sending?.aheadSeconds ?? 0) * 1000, value });
}

/** A message more waits in a queue of the account. */
export function fillQueue(region: RegionWorld, arn: string): void {
  const queue = region.queues[arn];
  if (queue === undefined) return;
  queue['ApproximateNumberOfMessages'] = String(Number(queue['ApproximateNumberOfMessages'] ?? '0') + 1);
}
