import type { SymptomNames } from '../../src/model/symptom.ts';

/** The names of a symptom that names nothing. */
export const noNames: SymptomNames = {
  senders: [],
  recipients: [],
  failedIdentities: [],
  configurationSet: null,
  tenant: null,
  template: null,
  region: null,
  ips: [],
  messageIds: [],
  principal: null,
  resource: null,
  smtp: false,
};
