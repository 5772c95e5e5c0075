import { describe, it } from 'vitest';
import {
  dkimTokens,
  healthyRegion,
  senderRecords,
  verifiedAddress,
  verifiedDomain,
} from '../lab/healthy-world.ts';
import { type JoinedStory, tellJoined } from '../lab/joined-story.ts';
import type { World } from '../lab/world.ts';

/** What explains one failure says nothing of another, and the sandbox nothing of a sender. */

const refused = (name: string): string =>
  `554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ${name}`;
const paused = 'AccountSendingPausedException: Sending is paused for this account.';
const quota = '454 Throttling failure: Daily message quota exceeded.';

type Change = (world: World) => void;
const all =
  (...changes: readonly Change[]): Change =>
  (world) => {
    for (const change of changes) change(world);
  };
const sandbox: Change = ({ region }) => {
  region.account.ProductionAccessEnabled = false;
  region.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 3 };
};
const switchedOff: Change = ({ region }) => {
  region.account.SendingEnabled = false;
};
const pausedByAws: Change = ({ region }) => {
  Object.assign(region.account, { SendingEnabled: false, EnforcementStatus: 'SHUTDOWN' });
};
const usedUp: Change = ({ region }) => {
  region.account.SendQuota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 200 };
};
/** A domain that waits for its verification, since one of its records is missing. */
const waiting =
  (name: string): Change =>
  ({ region, dns }) => {
    const identity = verifiedDomain(name);
    region.identities[name] = {
      ...identity,
      VerifiedForSendingStatus: false,
      VerificationStatus: 'PENDING',
      DkimAttributes: { ...identity.DkimAttributes, Status: 'PENDING' },
    };
    const missing = `${dkimTokens(name)[0]}._domainkey.${name}`;
    Object.assign(dns.names, senderRecords(name));
    dns.names = Object.fromEntries(Object.entries(dns.names).filter(([one]) => one !== missing));
  };
const inUsEast: Change = ({ aws }) => {
  const other = healthyRegion();
  other.identities = { 'shop.example': verifiedDomain('shop.example') };
  aws.regions['us-east-1'] = other;
};
const own: Change = ({ region }) => {
  region.identities['bob@receiver.example'] = verifiedAddress();
};
const denied: Change = ({ aws }) => {
  aws.faults.push({ op: 'GetEmailIdentity', kind: 'deny' });
};
const silentElsewhere: Change = ({ aws }) => {
  aws.regions['us-east-1'] = healthyRegion();
  aws.faults.push({ op: 'GetEmailIdentity', region: 'us-east-1', kind: 'deny' });
};
const given = ['--identity', 'example.com'];

const stories: Readonly<Record<string, JoinedStory>> = {
  'switched off, and a sender that waits': {
    text: `${paused}\n${refused('news@example.com')}`,
    world: all(switchedOff, waiting('example.com')),
    exitCode: 1,
    has: ['sending/disabled-by-you', 'dkim/record-missing'],
    standing: ['identity/not-verified', 'identity/not-found'],
  },
  'switched off, and a sender that nobody set up': {
    text: `${paused}\n${refused('news@shop.example')}`,
    world: switchedOff,
    exitCode: 1,
    first: 'sending/disabled-by-you',
    has: ['identity/not-found'],
    standing: ['identity/not-verified'],
  },
  'paused by AWS, and a sender that waits': {
    text: `${refused('news@example.com')}\n${paused}`,
    world: all(pausedByAws, waiting('example.com')),
    exitCode: 1,
    first: 'sending/paused-by-aws',
    has: ['dkim/record-missing'],
  },
  'used up, and a sender that nobody set up': {
    text: `${quota}\n${refused('news@shop.example')}`,
    world: usedUp,
    exitCode: 1,
    has: ['quota/daily-exhausted', 'identity/not-found'],
    standing: ['identity/not-verified'],
  },
  'used up, and a sender of another Region': {
    text: `${quota}\n${refused('news@shop.example')}`,
    world: all(usedUp, inUsEast),
    exitCode: 1,
    has: ['quota/daily-exhausted', 'identity/wrong-region'],
    standing: ['identity/wrong-region'],
  },
  'switched off alone: paused by AWS is ruled out': {
    text: paused,
    world: switchedOff,
    flags: given,
    exitCode: 1,
    first: 'sending/disabled-by-you',
    refuted: ['sending/paused-by-aws'],
  },
  'no symptom: switched off leads, and then the sender': {
    text: 'nothing sent since this morning: Sending paused for this account.',
    world: all(switchedOff, waiting('example.com')),
    flags: given,
    exitCode: 1,
    first: 'sending/disabled-by-you',
  },
  'paused by AWS now, and used up then: nothing can be sent again yet': {
    text: quota,
    world: pausedByAws,
    flags: given,
    exitCode: 1,
    first: 'sending/paused-by-aws',
    has: ['quota/was-exhausted'],
    says: ['Once sending is switched on again'],
  },
  'used up then, and nothing stops it now': {
    text: quota,
    flags: given,
    exitCode: 0,
    first: 'quota/was-exhausted',
    says: ['Send again what was rejected. The quota is free for it now.'],
  },
  'more senders than a run looks at': {
    text: refused(Array.from({ length: 60 }, (_, at) => `a${String(at)}@d${String(at)}.example`).join(', ')),
    flags: given,
    exitCode: 1,
    says: ['names 50 or more senders that SES refused, and not all of them were looked at'],
  },
  'two senders, one of which is verified': {
    text: `${refused('a@example.com')}\n${refused('b@shop.example')}`,
    world: waiting('shop.example'),
    exitCode: 1,
    first: 'dkim/record-missing',
    has: ['send/not-explained-here', 'identity/not-verified'],
  },
  'sandbox: the sender waits': {
    text: refused('news@shop.example'),
    world: all(sandbox, waiting('shop.example')),
    flags: given,
    exitCode: 1,
    has: ['dkim/record-missing', 'sandbox/account-in-sandbox'],
    standing: ['identity/not-verified'],
  },
  'sandbox: the sender is known in another Region': {
    text: refused('news@shop.example'),
    world: all(sandbox, inUsEast),
    flags: given,
    exitCode: 1,
    has: ['identity/wrong-region'],
    standing: ['identity/wrong-region'],
  },
  'sandbox: nobody could be asked': {
    text: refused('bob@receiver.example'),
    world: all(sandbox, denied),
    flags: given,
    exitCode: 1,
    standing: ['identity/not-verified', 'identity/wrong-region'],
  },
  'sandbox: another Region could not be asked': {
    text: refused('bob@receiver.example'),
    world: all(sandbox, silentElsewhere),
    flags: given,
    exitCode: 1,
    hasNot: ['send/not-explained-here'],
    standing: ['identity/not-verified', 'identity/wrong-region'],
  },
  'sandbox: another Region could not be asked, but it is the recipient for certain': {
    text: refused('bob@receiver.example'),
    world: all(sandbox, silentElsewhere),
    flags: [...given, '--recipient', 'bob@receiver.example'],
    exitCode: 1,
    has: ['sandbox/recipient-not-verified'],
  },
  'sandbox: a recipient that is verified': {
    text: refused('bob@receiver.example'),
    world: all(sandbox, own),
    flags: given,
    exitCode: 1,
    has: ['send/not-explained-here', 'sandbox/account-in-sandbox'],
    hasNot: ['sandbox/recipient-not-verified', 'identity/not-verified'],
  },
  'sandbox: a sender that is covered': {
    text: refused('news@example.com'),
    world: sandbox,
    flags: given,
    exitCode: 1,
    has: ['send/not-explained-here'],
    hasNot: ['sandbox/recipient-not-verified', 'identity/not-verified'],
  },
  'sandbox: a sender that is covered, without --identity': {
    text: refused('news@example.com'),
    world: sandbox,
    exitCode: 1,
    has: ['send/not-explained-here'],
    hasNot: ['sandbox/recipient-not-verified'],
  },
  'sandbox: a recipient of somebody else': {
    text: refused('bob@receiver.example'),
    world: sandbox,
    flags: given,
    exitCode: 1,
    first: 'sandbox/account-in-sandbox',
    hasNot: ['send/not-explained-here', 'dmarc/missing'],
  },
  'sandbox, and paused by AWS': {
    text: paused,
    world: all(sandbox, pausedByAws),
    flags: given,
    exitCode: 1,
    first: 'sending/paused-by-aws',
    has: ['sandbox/account-in-sandbox'],
  },
};

describe.each(Object.entries(stories))('%s', (title, story) => {
  it('is told as it is', () => tellJoined(title, story));
});
