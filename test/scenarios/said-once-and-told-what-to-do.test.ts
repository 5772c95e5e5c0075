import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../src/render/github.ts';
import { renderText } from '../../src/render/text/text.ts';
import type { AwsFault } from '../lab/aws/faults.ts';
import { dkimTokens, verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

const bob = 'bob@receiver.example';
const refused = `MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ${bob}`;
const fails = (op: string): AwsFault => ({ op, kind: 'error', type: 'InternalFailure', message: 'x' });

const look = async (world: (world: World) => void, command: readonly string[], text = '') => {
  const { report, stderr } = await play({
    title: 'a world',
    world,
    command: [...command, ...(text === '' ? [] : ['--symptom', '-'])],
    files: { '-': text },
    expect: { exitCode: 1 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  const shown = (more: { verbose?: boolean } = {}): string =>
    renderText(report, {
      columns: 80,
      colorLevel: 0,
      quiet: false,
      verbose: false,
      terminal: false,
      ...more,
    });
  return { report, shown };
};
const sender = ['--identity', 'example.com'];

describe('a recipient whom SES refuses as not verified', () => {
  const open = ({ aws }: World): void => {
    aws.faults.push({ op: 'GetAccount', kind: 'deny' });
  };
  it('is refused in the sandbox alone: that leads where nobody could look', async () => {
    const { report } = await look(open, [...sender, '--recipient', bob], refused);
    expect(report.causes[0]).toBe('sandbox/recipient-not-verified');
  });
  it('is a sender where it was named as one', async () => {
    const { report } = await look(open, ['--identity', bob], refused);
    expect(report.causes[0]).not.toBe('sandbox/recipient-not-verified');
  });
  it('is no matter of the sandbox out of it', async () => {
    const { report } = await look(() => undefined, [...sender, '--recipient', bob], refused);
    expect(report.causes).not.toContain('sandbox/recipient-not-verified');
  });
});

describe('ports that are blocked', () => {
  it('stand in the line that is left of the sentence', async () => {
    const { shown } = await look(
      (world) => {
        world.smtp = {
          numbers: 'free',
          ports: { 25: 'black-hole', 587: 'black-hole', 465: { tls: 'implicit' }, 2587: {} },
        };
      },
      [...sender, '--timeout', '5'],
    );
    expect(shown()).toMatch(/^i Connections on ports \d+ and \d+ to/m);
  });
});

describe('an address that is an identity beside its domain', () => {
  const address = ({ region }: World): void => {
    region.identities['hello@example.com'] = verifiedAddress();
  };
  it('sends the reader to what the domain waits for', async () => {
    const { report } = await look(
      (world) => {
        address(world);
        const whole = verifiedDomain('example.com');
        world.region.identities['example.com'] = {
          ...whole,
          ...{ VerifiedForSendingStatus: false, VerificationStatus: 'PENDING' },
          DkimAttributes: { ...whole.DkimAttributes, Status: 'PENDING' },
        };
        const keys = new Set(dkimTokens('example.com').map((token) => `${token}._domainkey.example.com`));
        world.dns.names = Object.fromEntries(
          Object.entries(world.dns.names).filter(([name]) => !keys.has(name)),
        );
      },
      ['--identity', 'hello@example.com'],
    );
    const [first] = report.problems.find(({ code }) => code === 'dkim/not-enabled')?.fix ?? [];
    expect(first?.command).toContain('check --identity example.com');
    expect(first?.text).not.toMatch(/Set Easy DKIM up/);
  });
  it('is told to set the domain up where SES does not know it', async () => {
    const { report } = await look(
      (world) => {
        address(world);
        delete world.region.identities['example.com'];
      },
      ['--identity', 'hello@example.com'],
    );
    const [first] = report.problems.find(({ code }) => code === 'dkim/not-enabled')?.fix ?? [];
    expect(first?.text).toMatch(/Set Easy DKIM up for the domain example\.com/);
  });
});

describe('a topic that is gone', () => {
  it('is told once, with what to type', async () => {
    const { report, shown } = await look((world) => {
      world.region.topics = {};
    }, sender);
    expect(shown()).toContain('aws sns list-topics --region eu-west-1');
    expect(shown()).not.toMatch(/extra question|does not exist, found/);
    expect(report.extras).toEqual([]);
    const [cause] = report.problems;
    expect(cause?.fix[1]?.command).toContain('--configuration-set-name transactional');
  });
});

describe('what had no answer', () => {
  it('is to be asked again where Amazon failed, and not where it refused', async () => {
    const failed = await look(({ aws }) => {
      aws.faults.push(fails('GetAccount'));
    }, sender);
    expect(failed.shown()).toMatch(/→ Run it again in a few minutes: the fault was at Amazon\./);
    const denied = await look(({ aws }) => {
      aws.faults.push({ op: 'GetAccount', kind: 'deny' });
    }, sender);
    expect(denied.shown()).not.toMatch(/Run it again in a few minutes/);
  });

  it('names -v only where -v has more', async () => {
    const { shown } = await look(({ aws }) => {
      aws.faults.push({ op: 'GetTopicAttributes', kind: 'deny' });
    }, sender);
    expect(shown()).toMatch(/extra questions? without an answer\s+\(-v\)/);
    expect(shown({ verbose: true })).toMatch(/extra questions? without an answer/);
    expect(shown({ verbose: true })).not.toContain('(-v)');
  });

  it.each([
    ['one call is denied', 'GetSuppressedDestination', 1],
    ['the account is denied', 'GetAccount', null],
  ] as const)('is counted by the checks that wanted it: %s', async (_, op, count) => {
    const { report, shown } = await look(
      ({ aws }) => {
        aws.faults.push({ op, kind: 'deny' });
      },
      [...sender, '--recipient', bob],
    );
    const open = report.stages
      .flatMap(({ checks }) => checks)
      .filter(({ unanswered }) => unanswered.some(({ counts }) => counts));
    expect(shown()).toContain(
      `${String(open.length)} check${open.length === 1 ? '' : 's'} without an answer`,
    );
    if (count !== null) expect(open).toHaveLength(count);
    expect(renderGithub(report)).toContain(`${String(open.length)} check`);
  });

  it('is told in the same words by two runs of one world', async () => {
    const throttled = ({ aws }: World): void => {
      aws.faults.push({ op: '*', kind: 'throttle' });
    };
    const told = await Promise.all(
      [1, 2, 3].map(async () => (await look(throttled, sender)).report.problems[0]?.summary),
    );
    expect(new Set(told).size).toBe(1);
  });
});
