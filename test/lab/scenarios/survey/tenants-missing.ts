import { senderRecords, verifiedDomain } from '../../healthy-world.ts';
import { scenario } from '../../scenario.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';

export default scenario({
  title:
    'A survey of an account with five tenants: one lacks its identity, two the default configuration set',
  world({ region, dns }) {
    const [set = ''] = Object.keys(region.configurationSets);
    region.identities['one.example'] = { ...verifiedDomain('one.example'), ConfigurationSetName: set };
    Object.assign(dns.names, senderRecords('one.example'));
    const other = region.configurationSets[set];
    if (other !== undefined) region.configurationSets['other'] = { ...other };
    const tenants = {
      whole: ['identity/one.example', `configuration-set/${set}`, 'configuration-set/other'],
      own: ['identity/one.example', `configuration-set/${set}`],
      empty: [],
      setless: ['identity/one.example'],
      forgotten: ['identity/one.example'],
    };
    for (const [name, resources] of Object.entries(tenants))
      region.tenants[name] = {
        tenant: { TenantName: name, TenantId: `tn-${name}`, SendingStatus: 'ENABLED' },
        resources: resources.map((resource) => ({ ResourceArn: `${prefix}:${resource}` })),
      };
  },
  command: ['survey'],
  expect: { exitCode: 1, codes: ['send/tenant'] },
});
