import type { Target } from '../../src/model/target.ts';

/** A target with nothing but a Region. Tests name what they ask about. */
export function targetWith(more: Partial<Target> = {}): Target {
  return {
    region: 'eu-west-1',
    regionSource: 'flag',
    otherRegion: null,
    profile: null,
    endpointUrl: null,
    identities: [],
    recipients: [],
    configurationSet: null,
    tenant: null,
    endpointId: null,
    template: null,
    templateData: null,
    ips: [],
    messageId: null,
    plan: null,
    principal: null,
    mailFrom: null,
    dnsbls: null,
    smtp: { host: null, ports: null, evident: false },
    searchSuppression: false,
    tryRegions: false,
    worlds: { aws: true, dns: true, smtp: true },
    symptom: null,
    message: null,
    ...more,
  };
}
