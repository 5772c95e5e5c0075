import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/model/report.ts';
import { play } from '../lab/play.ts';
import { fromSes, ownSignature, publishKeys, receivedMail, sesSignature } from '../lab/received-mail.ts';
import type { World } from '../lab/world.ts';
import type { Signer } from '../support/signed-message.ts';

/**
 * With `adkim=s` and `aspf=s` only the From domain itself aligns (RFC 9989 4.4, RFC 7489 3.1), whoever tells of the pass: what
 * a receiver says of a domain above or below is none.
 */

interface Story {
  /** The tags of the DMARC record after its policy. */
  tags: string;
  /** Of the From header. */
  from?: string;
  /** What the receiver says of it. */
  said: string;
  /** Signatures that the file holds; those of SES and of the domain above unless given. */
  signers?: readonly Signer[];
  world?: (world: World) => void;
  /** Of the check `message`. */
  status: Status;
  says?: string;
}

const spfOfSes = 'spf=pass smtp.mailfrom=eu-west-1.amazonses.com';
const below = 'news.example.com';
const stories: Readonly<Record<string, Story>> = {
  'a pass of the domain above is none under adkim=s': {
    tags: 'adkim=s',
    from: below,
    said: `dkim=pass header.d=example.com; ${spfOfSes}`,
    status: 'fail',
    says: 'not of news.example.com itself (adkim=s)',
  },
  'it is one under adkim=r': {
    tags: 'adkim=r',
    from: below,
    said: `dkim=pass header.d=example.com; ${spfOfSes}`,
    status: 'pass',
  },
  'it is one where the record says nothing of it': {
    tags: 'aspf=s',
    from: below,
    said: `dkim=pass header.d=example.com; ${spfOfSes}`,
    status: 'pass',
  },
  'a pass of a domain below is none under adkim=s': {
    tags: 'adkim=s',
    said: `dkim=pass header.d=mail.example.com; ${spfOfSes}`,
    signers: [sesSignature],
    status: 'fail',
  },
  'a pass of a domain beside is none under adkim=s': {
    tags: 'adkim=s',
    from: below,
    said: `dkim=pass header.d=shop.example.com; ${spfOfSes}`,
    signers: [sesSignature],
    status: 'fail',
  },
  'so is one that names the signer by i= alone': {
    tags: 'adkim=s',
    from: below,
    said: `dkim=pass header.i=@example.com; ${spfOfSes}`,
    signers: [sesSignature],
    status: 'fail',
  },
  'the domain itself beside the one above passes': {
    tags: 'adkim=s',
    said: `dkim=pass header.d=mail.example.com; dkim=pass header.d=example.com; ${spfOfSes}`,
    status: 'pass',
  },
  'SPF of the domain itself passes under adkim=s': {
    tags: 'adkim=s',
    from: below,
    said: `dkim=pass header.d=example.com; spf=pass smtp.mailfrom=bounce@${below}`,
    status: 'pass',
  },
  'SPF of a domain below is none under aspf=s': {
    tags: 'aspf=s',
    said: 'dkim=none; spf=pass smtp.mailfrom=1@bounce.example.com',
    signers: [sesSignature],
    status: 'fail',
  },
  'it is one under aspf=r': {
    tags: 'aspf=r',
    said: 'dkim=none; spf=pass smtp.mailfrom=1@bounce.example.com',
    signers: [sesSignature],
    status: 'pass',
  },
  'a receiver that saw DMARC pass is right': {
    tags: 'adkim=s; aspf=s',
    from: below,
    said: `dkim=pass header.d=example.com; ${spfOfSes}; dmarc=pass header.from=${below}`,
    status: 'pass',
  },
  'whether it is one is open while the record cannot be read': {
    tags: 'adkim=s',
    from: below,
    said: `dkim=pass header.d=example.com; ${spfOfSes}`,
    world: ({ dns }) => void dns.faults.push({ name: `_dmarc.${below}`, kind: 'servfail' }),
    status: 'unknown',
  },
  'the domain itself needs no record to be read': {
    tags: 'adkim=s',
    said: `dkim=pass header.d=example.com; ${spfOfSes}`,
    world: ({ dns }) => void dns.faults.push({ name: '_dmarc.example.com', kind: 'servfail' }),
    status: 'pass',
  },
};

describe('who aligns where the record is strict', () => {
  it.each(Object.entries(stories))('%s', async (title, story) => {
    const { tags, from = 'example.com', said, signers = [ownSignature, sesSignature], status, says } = story;
    const mail = receivedMail({
      signers,
      received: [`Authentication-Results: mx.receiver.example; ${said}`, fromSes],
    });
    const { report, stderr } = await play({
      title,
      world(world) {
        publishKeys(world);
        world.dns.names[below] = { A: ['192.0.2.80'] };
        world.dns.names['_dmarc.example.com'] = { TXT: [`v=DMARC1; p=reject; ${tags}`] };
        story.world?.(world);
      },
      command: ['check', '--message', 'mail.eml', '--only', 'message', '--only', 'message-dkim'],
      files: { 'mail.eml': mail.replace('news@example.com', `news@${from}`) },
      expect: { exitCode: 0 },
    });
    const check = report?.stages.flatMap(({ checks }) => checks).find(({ id }) => id === 'message');
    expect([check?.status, check?.because], stderr).toEqual([
      status,
      status === 'unknown' ? expect.any(String) : null,
    ]);
    if (says !== undefined)
      expect(
        check?.findings
          .map(({ summary, evidence, impact }) => JSON.stringify([summary, evidence, impact]))
          .join(),
      ).toContain(says);
  });
});
