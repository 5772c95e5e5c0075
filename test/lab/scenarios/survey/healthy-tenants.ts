import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';

export default scenario({
  title:
    'A survey of an account whose tenants may send with their identity and its default configuration set',
  world({ region, dns }) {
    const [set = ''] = Object.keys(region.configurationSets);
    region.identities['one.example'] = { ...verifiedDomain('one.example'), ConfigurationSetName: set };
    Object.assign(dns.names, senderRecords('one.example'));
    const other = region.configurationSets[set];
    // Nobody has to be associated with a set that no identity sends with by default.
    if (other !== undefined) region.configurationSets['other'] = { ...other };
    for (const name of ['one', 'two'])
      region.tenants[name] = {
        tenant: { TenantName: name, TenantId: `tn-${name}`, SendingStatus: 'ENABLED' },
        resources: ['identity/one.example', `configuration-set/${set}`].map((resource) => ({
          ResourceArn: `${prefix}:${resource}`,
        })),
      };
  },
  command: ['survey'],
  expect: { exitCode: 0, codes: [] },
});
