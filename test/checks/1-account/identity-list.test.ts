import check from '../../../checks/1-account/identity-list.ts';
import type { ListedIdentity } from '../../../src/facts/identity/identities.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

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
});
const many = Array.from({ length: 23 }, (_, index) => ({ ...address, name: `user${index}@example.net` }));

describeCheck(check, {
  healthy: {
    target: targetWith({ identities: ['example.com'] }),
    identitiesToChoose: list([]).identitiesToChoose,
  },
  finds: {
    'identities to choose from, domains first': {
      given: list([address, domain]),
      found: [
        {
          problem: 'identity/none-given',
          data: { region: 'eu-west-1', shown: [domain, address], total: 2, complete: true },
        },
      ],
    },
    'a Region without identities': {
      given: list([]),
      found: [
        {
          problem: 'identity/none-given',
          data: { region: 'eu-west-1', shown: [], total: 0, complete: true },
        },
      ],
    },
    'more identities than fit, not all of them seen': {
      given: list(many, false),
      found: [
        {
          problem: 'identity/none-given',
          data: { region: 'eu-west-1', shown: many.slice(0, 20), total: 23, complete: false },
        },
      ],
    },
  },
});
