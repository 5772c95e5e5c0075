import { expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

/** A sender whose whole domain is not there cannot be set up in SES: that comes before that it is not. */

interface Story {
  sender: string;
  world?: (world: World) => void;
  causes: readonly string[];
}

const here =
  (name: string, node: World['dns']['names'][string]) =>
  ({ dns }: World): void => {
    dns.names[name] = node;
  };
const heldBy =
  (server: string) =>
  ({ dns }: World): void => {
    dns.names['gone.example'] = { A: ['192.0.2.99'] };
    dns.zones['gone.example'] = { servers: { [server]: {} } };
  };

const stories: Readonly<Record<string, Story>> = {
  'a domain that nobody has registered': {
    sender: 'gone.example',
    causes: ['identity/domain-takes-no-mail'],
  },
  'an address there': { sender: 'hello@gone.example', causes: ['identity/domain-takes-no-mail'] },
  'a domain below it': { sender: 'news.gone.example', causes: ['identity/domain-takes-no-mail'] },
  'a registration that was not renewed': {
    sender: 'gone.example',
    world: heldBy('expired1.expireddomains.namecheap.com'),
    causes: ['identity/domain-takes-no-mail'],
  },
  'a domain that is for sale': {
    sender: 'gone.example',
    world: heldBy('ns1.sedoparking.com'),
    causes: ['identity/domain-takes-no-mail'],
  },
  'a typo of an identity': { sender: 'exmaple.com', causes: ['identity/near-miss'] },
  'a name below a domain that is there': {
    sender: 'news.there.example',
    world: here('there.example', {
      A: ['192.0.2.99'],
      MX: [{ preference: 10, exchange: 'mx.there.example' }],
    }),
    causes: ['identity/not-found'],
  },
  'a domain that is there and has no mail server': {
    sender: 'there.example',
    world: here('there.example', { TXT: ['v=spf1 -all'] }),
    causes: ['identity/not-found', 'dmarc/missing'],
  },
  'an identity whose domain is gone': {
    sender: 'example.com',
    world: ({ dns }) => {
      const isBelow = (name: string): boolean => `.${name}`.endsWith('.example.com');
      dns.names = Object.fromEntries(Object.entries(dns.names).filter(([name]) => !isBelow(name)));
    },
    causes: ['identity/domain-takes-no-mail'],
  },
  'an identity whose domain is there': { sender: 'example.com', causes: [] },
};

it.each(Object.entries(stories))('%s', async (title, { sender, world = () => undefined, causes }) => {
  const { report, stderr } = await play({
    title,
    world,
    command: ['check', '--identity', sender],
    expect: { exitCode: 1 },
  });
  expect(report?.causes, stderr).toEqual(causes);
});

it('is told beside an error of SES as well', async () => {
  const { report, stderr } = await play({
    title: 'a text and a domain that is gone',
    command: ['check', '--identity', 'hello@gone.example', '--symptom', '-'],
    files: {
      '-': 'MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: hello@gone.example',
    },
    expect: { exitCode: 1 },
  });
  expect(report?.causes[0], stderr).toBe('identity/domain-takes-no-mail');
});
