import { describe, expect, it } from 'vitest';
import { alternativesIn } from '../../src/engine/alternatives.ts';
import { renderText } from '../../src/render/text/text.ts';
import { addTenant } from '../lab/tenant.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/**
 * A paused configuration set or tenant reads like a paused account, and does not pause one: where nobody could look at the account,
 * that it is paused is another explanation, and nothing that follows.
 */

const text = '554 Sending paused for this account.';
const setPaused = ({ region }: World): void => {
  const set = region.configurationSets['transactional'];
  if (set === undefined) throw new Error('the healthy world has a set');
  set.SendingOptions = { SendingEnabled: false };
};
const tenantPaused = ({ region }: World): void => {
  addTenant(region, 'acme', ['identity/example.com', 'configuration-set/transactional'], 'DISABLED');
};

const look = async (world: (world: World) => void, flags: readonly string[] = []) => {
  const { report, exitCode, stderr } = await play({
    title: text,
    world,
    command: ['--identity', 'example.com', '--symptom', '-', ...flags],
    files: { '-': text },
    expect: { exitCode: 1 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  const others = [...alternativesIn(report)].map(([one, likelier]) => [one.code, likelier.code]);
  return { report, exitCode, others, refuted: report.refuted.map(({ code }) => code) };
};

const plain = { columns: 80, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;
const parts = [
  ['set', setPaused, 'configuration-set/sending-paused', []],
  ['tenant', tenantPaused, 'reputation/tenant-paused', ['--tenant', 'acme']],
] as const;

describe.each(parts)('a %s that is paused', (_, paused, code, flags) => {
  it.each(['deny', 'server-error'] as const)('leaves the account open with %s', async (kind) => {
    const { report, exitCode, others } = await look((world) => {
      paused(world);
      world.aws.faults.push({ op: 'GetAccount', kind });
    }, flags);
    expect(exitCode).toBe(1);
    expect(report.causes[0]).toBe(code);
    expect(others).toContainEqual(['sending/paused-by-aws', code]);
    expect(others.map(([other]) => other)).toEqual(['sending/paused-by-aws', 'sending/disabled-by-you']);
    const told = report.problems.filter((one) => one.code.startsWith('sending/'));
    expect(told.map(({ because }) => because)).toEqual([null, null]);
    const shown = renderText(report, plain);
    expect(shown).toContain('Or, not answered here: Sending is paused for this account');
    expect(shown).not.toMatch(/Possibly: Sending is paused for the/);
  });

  it('is the explanation where the account is in order', async () => {
    const { others, refuted, report } = await look(paused, flags);
    expect(report.causes[0]).toBe(code);
    expect(others).toEqual([]);
    expect(refuted).toEqual(expect.arrayContaining(['sending/paused-by-aws', 'sending/disabled-by-you']));
  });

  it('comes after the account where that is paused too', async () => {
    const { report } = await look((world) => {
      paused(world);
      world.region.account.EnforcementStatus = 'SHUTDOWN';
      world.region.account.SendingEnabled = false;
    }, flags);
    expect(report.causes[0]).toBe('sending/paused-by-aws');
  });
});

it('both explanations stay open where nothing is seen to be paused', async () => {
  const { others, report } = await look((world) => {
    world.aws.faults.push({ op: 'GetAccount', kind: 'deny' });
  });
  expect(report.causes[0]).toBe('sending/paused-by-aws');
  expect(others).toEqual([['sending/disabled-by-you', 'sending/paused-by-aws']]);
});
