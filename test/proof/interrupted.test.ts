import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { remains, sendingWorld } from '../lab/aws/sending/world.ts';
import { publishesTo, writesTo } from '../lab/event-channels.ts';
import { randomFrom } from '../lab/history/random.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { commandLine } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';

/** Runs a tapped test that is interrupted once so many calls have come in; an event never comes. */
async function interruptedAfter(
  calls: number,
  channel: 'sns' | 'eventbridge' | 'firehose',
): Promise<{ left: readonly string[]; exitCode: number }> {
  const world = healthyWorld();
  if (channel !== 'sns') publishesTo(world.region, channel);
  if (channel === 'eventbridge')
    world.region.rules.push({
      rule: { Name: 'ses', EventPattern: '{"source": ["aws.ses"]}' },
      targets: [{ Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:111122223333:events' }],
    });
  if (channel === 'firehose') writesTo(world.region);
  const sending = { ...sendingWorld(), mute: ['Complaint'] };
  world.region.sending = sending;
  world.aws.delayMs = 2;
  const lab = await startLab(world);
  const interrupt = new AbortController();
  try {
    const running = runInProcess({
      args: commandLine(
        {
          title: '',
          command: ['test', 'example.com', '--tap', '--read-bucket'],
          expect: { exitCode: 0, codes: [] },
        },
        lab,
      ),
      env: lab.env,
      authoritativePort: lab.dns.authoritativePort,
      interrupted: interrupt.signal,
      host: { pause: (milliseconds) => setTimeout(Math.min(milliseconds, 5)) },
    });
    const end = { came: false };
    void running.finally(() => (end.came = true));
    while (lab.aws.calls.length < calls && !end.came) await setTimeout(1);
    interrupt.abort('SIGINT');
    const { exitCode } = await running;
    return { left: remains(sending), exitCode };
  } finally {
    await lab.close();
  }
}

/** The first call that makes something comes after about as many as this; the last moments are those of the watch. */
const first = 6;
const moments = 20;

describe('SIGINT leaves nothing behind', () => {
  const random = randomFrom(15);
  const channels = ['sns', 'eventbridge'] as const;
  const every = channels.flatMap((channel) =>
    Array.from({ length: moments }, (_, index) => [channel, first + index] as const),
  );
  const later = [...channels, 'firehose' as const].flatMap((channel) =>
    Array.from({ length: 4 }, () => [channel, first + moments + Math.floor(random() * 30)] as const),
  );
  it.each([...every, ...later])(
    'through %s, after %i calls',
    { timeout: 180_000 },
    async (channel, calls) => {
      expect(await interruptedAfter(calls, channel)).toEqual({ left: [], exitCode: 130 });
    },
  );
});
