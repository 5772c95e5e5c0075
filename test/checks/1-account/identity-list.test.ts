import check from '../../../checks/1-account/identity-list.ts';
import type { ListedIdentity } from '../../../src/facts/identity/identities.ts';
import type { Senders } from '../../../src/facts/identity/senders.ts';
import { contradiction } from '../../../src/model/check.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const notAsked = {
  ok: false as const,
  why: new Unavailable('not-asked', 'what to look at is given').why,
};
const address: ListedIdentity = {
  name: 'info@example.net',
  type: 'address',
  verificationStatus: 'PENDING',
  sendingEnabled: false,
};
const domain: ListedIdentity = {
  name: 'example.com',
  type: 'domain',
  verificationStatus: 'SUCCESS',
  sendingEnabled: true,
};
const list = (items: readonly ListedIdentity[], complete = true) => ({
  target: targetWith(),
  identitiesToChoose: { items, complete, because: complete ? null : 'interrupted' },
  senders: notAsked,
});
/** A run that chose `lookedAt` by itself. */
const chose = (
  items: readonly ListedIdentity[],
  { lookedAt, of, canSend, cannotSend, unaskable }: Partial<Senders> & Pick<Senders, 'lookedAt'>,
  complete = true,
) => ({
  ...list(items, complete),
  target: targetWith({ identities: lookedAt }),
  senders: {
    ok: true as const,
    value: {
      ...{ lookedAt, of: of ?? lookedAt.length },
      ...{ canSend: canSend ?? true, cannotSend: cannotSend ?? [] },
      ...(unaskable !== undefined && { unaskable }),
    },
  },
});
const sending = Array.from({ length: 12 }, (_, index) => ({ ...domain, name: `d${index}.example` }));
const many = Array.from({ length: 23 }, (_, index) => ({ ...address, name: `user${index}@example.net` }));

describeCheck(check, {
  healthy: {
    ...list([]),
    target: targetWith({ identities: ['example.com'] }),
  },
  silent: {
    'all that can send were looked at': chose([domain], { lookedAt: ['example.com'] }),
    'none can send, and all of them were looked at': chose([address], {
      lookedAt: [address.name],
      canSend: false,
    }),
  },
  finds: {
    'identities to choose from, domains first': {
      given: list([address, domain]),
      found: [
        {
          problem: 'identity/none-given',
          data: {
            region: 'eu-west-1',
            shown: [domain, address],
            total: 2,
            lookedAt: 0,
            complete: true,
            bare: true,
          },
        },
      ],
    },
    'a Region without identities': {
      given: list([]),
      found: [
        {
          problem: 'identity/none-given',
          data: { region: 'eu-west-1', shown: [], total: 0, lookedAt: 0, complete: true, bare: true },
        },
      ],
    },
    'a Region without identities, and a recipient that was asked about': {
      given: { ...list([]), target: targetWith({ recipients: ['ann@receiver.example'] }) },
      found: [
        {
          problem: 'identity/none-given',
          data: { region: 'eu-west-1', shown: [], total: 0, lookedAt: 0, complete: true, bare: false },
        },
      ],
    },
    'more identities than fit, not all of them seen': {
      given: list(many, false),
      found: [
        {
          problem: 'identity/none-given',
          data: {
            region: 'eu-west-1',
            shown: many.slice(0, 20),
            total: 23,
            lookedAt: 0,
            complete: false,
            bare: true,
          },
        },
      ],
    },
    'twelve that can send, of which ten were looked at': {
      given: chose(sending, { lookedAt: sending.slice(0, 10).map(({ name }) => name), of: 12 }),
      found: [
        {
          problem: 'identity/none-given',
          data: {
            region: 'eu-west-1',
            shown: sending.slice(10),
            total: 2,
            lookedAt: 10,
            complete: true,
            bare: false,
          },
        },
      ],
    },
    'a list that was cut off, though all of it was looked at': {
      given: chose([domain], { lookedAt: ['example.com'] }, false),
      found: [
        {
          problem: 'identity/none-given',
          data: { region: 'eu-west-1', shown: [], total: 0, lookedAt: 1, complete: false, bare: false },
        },
      ],
    },
    'one that cannot send beside one that can': {
      given: chose([domain, address], { lookedAt: ['example.com'], cannotSend: [address] }),
      found: [
        {
          problem: 'identity/cannot-send',
          subject: address.name,
          data: { name: address.name, status: 'PENDING', coveredBy: null },
        },
      ],
    },
    'an address that cannot send, whose domain can': {
      given: chose([domain, { ...address, name: 'info@example.com' }], {
        lookedAt: ['example.com'],
        cannotSend: [{ ...address, name: 'info@example.com' }],
      }),
      found: [
        {
          problem: 'identity/cannot-send',
          subject: 'info@example.com',
          data: { name: 'info@example.com', status: 'PENDING', coveredBy: 'example.com' },
        },
      ],
    },
  },
  verdicts: {
    'a sender that may send and whose name no question can hold was not looked at': {
      given: chose([domain], { lookedAt: ['example.com'], of: 2, unaskable: ['localhost'] }),
      verdict: [
        contradiction(
          'SES lists "localhost", which may send and is neither a domain as DNS has it nor an address that can be asked about: it was not looked at',
          'ListEmailIdentities',
        ),
      ],
    },
  },
});
