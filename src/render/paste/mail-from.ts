import { panelHintIn } from './panel-hint.ts';
import type { Step } from '../../model/check.ts';
import { nextRecord, recordToPublish } from '../../knowledge/dns-panels.ts';
import { nameForRegion } from '../../knowledge/mail-from-names.ts';
import { feedbackHost } from '../../knowledge/regions.ts';
import { command } from './paste.ts';

/**
 * Steps that give a Region a MAIL FROM domain of its own, where `domain` belongs to another Region: one MX serves one.
 * `zone` is null when it is not known.
 */
export function ownMailFrom({
  identity,
  region,
  domain,
  zone,
}: {
  identity: string;
  region: string;
  domain: string;
  zone: string | null;
}): readonly Step[] {
  const name = nameForRegion(domain, region);
  if (name === null)
    return [
      {
        text: `Choose another sub-domain as MAIL FROM domain of ${identity} in ${region}, one that nothing else uses, and publish the two records that SES shows for it`,
        owner: 'you',
      },
    ];
  return [
    {
      text: `Give ${region} a MAIL FROM domain of its own, such as ${name}, if nothing else uses that name`,
      owner: 'you',
      command: command`aws sesv2 put-email-identity-mail-from-attributes --region ${region} --email-identity ${identity} --mail-from-domain ${name} --behavior-on-mx-failure USE_DEFAULT_VALUE`,
    },
    {
      text: `Publish its two records. ${panelHintIn(zone)}`,
      owner: 'dns',
      ...recordToPublish(name, 'MX', `10 ${feedbackHost(region)}`, zone),
    },
    {
      text: nextRecord(1, 2),
      owner: 'dns',
      ...recordToPublish(name, 'TXT', 'v=spf1 include:amazonses.com ~all', zone),
    },
  ];
}
