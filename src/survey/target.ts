import type { Target } from '../model/target.ts';

/** What is looked at in one place: the account settings alone, or one identity as well. */
export function targetOf(
  region: string,
  identities: readonly string[],
  { profile, endpointUrl, dns }: { profile: string | null; endpointUrl: string | null; dns: boolean },
): Target {
  return {
    ...{ region, regionSource: 'flag', otherRegion: null, profile, endpointUrl, identities },
    ...{
      recipients: [],
      configurationSet: null,
      tenant: null,
      endpointId: null,
      template: null,
      templateData: null,
      ips: [],
    },
    ...{ messageId: null, plan: null, principal: null, mailFrom: null, dnsbls: null },
    ...{ searchSuppression: false, tryRegions: false, symptom: null, message: null },
    smtp: { host: null, ports: null, evident: false },
    worlds: { aws: true, dns, smtp: false },
  };
}
