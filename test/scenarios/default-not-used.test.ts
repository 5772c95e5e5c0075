import { describe, expect, it } from 'vitest';
import { senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** A send that names a configuration set does not go through the default of its identity: what is wrong with that is no fault of the send. */

type Region = World['region'];

const add = (region: Region, name: string, change: object): void => {
  const set = region.configurationSets['transactional'];
  if (set === undefined) throw new Error('the healthy world has a set');
  region.configurationSets[name] = { ...structuredClone(set), ...change };
};
const off = { SendingOptions: { SendingEnabled: false } };
const transactional = 'arn:aws:ses:eu-west-1:111122223333:configuration-set/transactional';

/** What is wrong with the default set, and the codes that say so where it is used. */
const faults: Readonly<Record<string, { change: (region: Region) => void; code: string; info?: true }>> = {
  'is paused': {
    change: (region) => {
      add(region, 'transactional', off);
    },
    code: 'configuration-set/sending-paused',
    info: true,
  },
  'was deleted': {
    change: (region) => {
      delete region.configurationSets['transactional'];
    },
    code: 'configuration-set/default-missing',
    info: true,
  },
  'has a pool that is gone': {
    change: (region) => {
      add(region, 'transactional', { DeliveryOptions: { SendingPoolName: 'gone' } });
    },
    code: 'configuration-set/pool-empty',
  },
  'has a dead tracking domain': {
    change: (region) => {
      add(region, 'transactional', { TrackingOptions: { CustomRedirectDomain: 'track.example.com' } });
    },
    code: 'configuration-set/tracking-domain-broken',
  },
  'wants a tenant': {
    change: (region) => {
      add(region, 'transactional', { SuppressionOptions: { SuppressionScope: 'TENANT' } });
    },
    code: 'configuration-set/tenant-required',
  },
  'is paused by AWS': {
    change: (region) => {
      region.reputationEntities.push({
        ReputationEntityReference: transactional,
        ReputationEntityType: 'RESOURCE',
        SendingStatusAggregate: 'DISABLED',
        AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'High complaint rate' },
      });
    },
    code: 'reputation/tenant-paused',
  },
  'publishes to a topic that is gone': {
    change: (region) => {
      add(region, 'transactional', {});
      const sns = region.configurationSets['transactional']?.eventDestinations?.[0]?.SnsDestination;
      if (sns === undefined) throw new Error('the healthy world publishes');
      sns.TopicArn = 'arn:aws:sns:eu-west-1:111122223333:gone';
    },
    code: 'events/topic-unreachable',
  },
};

const look = async (command: readonly string[], change: (region: Region) => void, text?: string) => {
  const { report, stderr, exitCode } = await play({
    title: command.join(' '),
    world: ({ region, dns }) => {
      add(region, 'campaigns', {});
      region.identities['b.example'] = { ...verifiedDomain('b.example'), ConfigurationSetName: 'campaigns' };
      Object.assign(dns.names, senderRecords('b.example'));
      change(region);
    },
    command: [...command, ...(text === undefined ? [] : ['--symptom', '-'])],
    files: { ...(text !== undefined && { '-': text }) },
    expect: { exitCode: 0 },
  });
  if (report === null) throw new Error(`no report: ${stderr}`);
  const found = report.problems.map(({ code, severity }) => `${severity} ${code}`);
  return { exitCode, found, report };
};

const used = ['--identity', 'example.com', '--configuration-set', 'campaigns'];

describe.each(Object.entries(faults))('a default set that %s', (_, { change, code, info }) => {
  it('is no fault of sends that name another', async () => {
    const { exitCode, found, report } = await look(used, change);
    expect(exitCode, found.join()).toBe(0);
    expect(report.verdict).toBe('pass');
    expect(found.filter((one) => one.endsWith(` ${code}`))).toEqual(info ? [`info ${code}`] : []);
    const check = report.stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'configuration-set');
    expect(check?.status).toBe('pass');
    expect(check?.observed).toBe('campaigns');
  });

  it.each([
    ['no set is named', ['--identity', 'example.com']],
    ['it is named', ['--identity', 'example.com', '--configuration-set', 'transactional']],
  ])('is one where %s', async (_case, command) => {
    const { found } = await look(command, change);
    expect(
      found.some((one) => one.endsWith(` ${code}`) || one === 'error configuration-set/not-found'),
      found.join(),
    ).toBe(true);
  });
});

describe('a set that is named', () => {
  it('is in order, whatever the default of a second sender is', async () => {
    const { exitCode, found } = await look([...used, '--identity', 'b.example'], (region) => {
      add(region, 'transactional', off);
    });
    expect(exitCode, found.join()).toBe(0);
  });

  it('is a fault where it is paused itself, and the default stays one line', async () => {
    const { exitCode, found } = await look(used, (region) => {
      add(region, 'transactional', off);
      add(region, 'campaigns', off);
    });
    expect(exitCode).toBe(1);
    expect(found.filter((one) => one.startsWith('error'))).toEqual([
      'error configuration-set/sending-paused',
    ]);
  });

  it('gives no tick for events where it does not exist', async () => {
    const { report } = await look(['--identity', 'example.com', '--configuration-set', 'gone'], () => {
      // The default set is in order.
    });
    const events = report.stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'events');
    expect(events?.status).toBe('skipped');
  });
});

describe('a text', () => {
  it('that names the paused default proves that it is used', async () => {
    const { exitCode, found } = await look(
      used,
      (region) => {
        add(region, 'transactional', off);
      },
      'ConfigurationSetSendingPausedException: Sending paused for configuration set <transactional>',
    );
    expect(exitCode).toBe(1);
    expect(found).toContain('error configuration-set/sending-paused');
  });

  it('that names a set says nothing of other sends: the default counts', async () => {
    const { exitCode, found } = await look(
      ['--identity', 'example.com'],
      (region) => {
        add(region, 'transactional', off);
      },
      'ConfigurationSetSendingPausedException: Sending paused for configuration set <campaigns>',
    );
    expect(exitCode).toBe(1);
    expect(found).toContain('error configuration-set/sending-paused');
  });
});
