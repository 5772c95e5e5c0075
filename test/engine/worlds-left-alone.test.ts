import { expect, test } from 'vitest';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';
import { publishKeys, receivedMail } from '../lab/received-mail.ts';

const subjects = [
  ['--identity', 'example.com'],
  ['--identity', 'news@example.com', '--recipient', 'kim@receiver.example'],
  ['--ip', '54.240.0.1'],
  ['--message', 'received.eml'],
];
const worlds = [
  ['--no-dns'],
  ['--no-aws'],
  ['--no-smtp'],
  ['--no-aws', '--no-smtp'],
  ['--no-dns', '--no-smtp'],
];

// What nobody was to ask is skipped: it is no unanswered question, and does not make exit 3 beside what was seen.
for (const subject of subjects)
  for (const world of worlds)
    test(`${[...subject, ...world].join(' ')} leaves nothing unknown`, async () => {
      const { report } = await play(
        scenario({
          title: 'A healthy sender, with a world left alone',
          world: publishKeys,
          command: [...subject, ...world],
          files: { 'received.eml': receivedMail() },
          expect: { exitCode: 0, codes: [] },
        }),
      );
      const checks = report?.stages.flatMap(({ checks }) => checks) ?? [];
      expect(checks.filter(({ status }) => ['unknown', 'crash', 'fail'].includes(status))).toEqual([]);
      expect(checks.flatMap(({ unanswered }) => unanswered)).toEqual([]);
    });
