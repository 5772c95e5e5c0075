/** A thing whose state the console shows and the API lists, and what its states mean. First match wins. */
interface Thing {
  /** Of the label, in lower case, without blanks and signs; for members of an object those above it stand before. */
  label: RegExp;
  /** What the state must be, in the same form, and the codes that it stands for. */
  states: readonly (readonly [state: RegExp, codes: readonly string[]])[];
}

const off = /^(?:false|no|off|disabled|0|nein|non)$/u;
const failed =
  /^(?:verif\p{L}{3,9}|vérification)?(?:fail(?:ed|ure)|error|invalid|unsuccessful|fehlgeschlagen|échec|échouée?|fallid[ao]|fallit[ao]|nonriuscit[ao]|mislukt|falhou|falhad?[ao]?)$/u;
const temporary = /^(?:temporaryfailure|temporarilyfailed)$/u;
const open =
  /^(?:pending|notstarted|verificationpending|unverified|notverified|inprogress|ausstehend|nichtverifiziert|enattente|nonvérifié|pendiente|sinverificar|noverificad[ao]|inattesa|inbehandeling|pendente|nãoverificad[ao])$/u;

/** Whose switch it is, the label does not say: what stands around it does. */
export const ofSet = ['configuration-set/sending-paused'];
export const switchedOff = ['sending/disabled-by-you', 'sending/paused-by-aws'];

/** GetAccount, GetEmailIdentity, GetSendQuota, GetConfigurationSet, and the pages of the console that show the same. */
const things: readonly Thing[] = [
  {
    label:
      /reviewdetails(?:status)?$|productionaccess(?:request)?(?:status)?$|sendinglimit(?:increase)?(?:status)?$/u,
    states: [
      [/^(?:denied|failed|rejected|declined)$/u, ['sandbox/review-denied']],
      [off, ['sandbox/account-in-sandbox']],
    ],
  },
  {
    label: /productionaccessenabled$|outofsandbox$/u,
    states: [[off, ['sandbox/account-in-sandbox']]],
  },
  {
    label:
      /(?:enforcement|account|sending|accountsending|accounthealth|emailsending)status$|accounthealth$|statusofyouraccount$|^(?:sending)?status$/u,
    states: [
      [
        /^(?:shutdown|paused|sendingpaused|suspended|pausedbyaws|accountpaused|accountsendingpaused|gesperrt|pausiert)$/u,
        ['sending/paused-by-aws', 'sending/disabled-by-you'],
      ],
      [/^(?:probation|underreview|inreview|accountunderreview)$/u, ['sending/under-review']],
      [/^(?:sandbox|insandbox|accountinsandbox|sandboxmode)$/u, ['sandbox/account-in-sandbox']],
    ],
  },
  {
    label: /(?:configurationset|sendingoptions)\w{0,60}sendingenabled$/u,
    states: [[off, ['configuration-set/sending-paused']]],
  },
  {
    label: /(?:^|[^n])sendingenabled$|^enabled$|(?:^|account|email)sendingstatus$/u,
    states: [[off, switchedOff]],
  },
  {
    label: /dkim\w{0,40}(?:status|configuration|verification)$|^(?:easy)?dkim$/u,
    states: [
      [failed, ['dkim/status-failed']],
      [temporary, ['dkim/status-temporary-failure']],
      // What waits has not failed.
      [open, ['dkim/status-pending', 'identity/verification-pending']],
    ],
  },
  {
    label: /mailfrom\w{0,40}(?:status|configuration)$|^(?:custom)?mailfrom(?:domain)?$/u,
    states: [
      [failed, ['mail-from/failed']],
      [temporary, ['mail-from/temporary-failure']],
    ],
  },
  {
    label:
      /(?:^|identity|domain|email|address|attributes)verificationstatus$|(?:identity|domain|verification|email|emailaddress|identitäts|domain|verifizierungs|identiteits|verificatie)status$|(?:statut|estado|stato|status)d(?:el|ell|ella|ela|a|e)(?:identité|identidad|identità|identidade|vérification|verificación|verifica|verificação)$|verifiedforsending(?:status)?$|^verified$/u,
    states: [
      [failed, ['identity/verification-failed', 'identity/not-verified']],
      [temporary, ['identity/verification-temporary-failure']],
      [open, ['identity/not-verified']],
      [off, ['identity/not-verified']],
    ],
  },
  {
    label: /suppressed(?:destination)?\w{0,20}reason$/u,
    states: [[/^(?:bounce|complaint)$/u, ['bounce/suppressed']]],
  },
];

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** `Verification failed`, alone in a cell: it names its label itself. */
const verification =
  /^(?:verification|verifizierung|vérification|verificación|verifica|verificatie|verificação)(.{4,20})$/u;

/** The codes that a cell stands for which says of a verification how it ended; null for any other. */
export function codesOfVerification(cell: string): readonly string[] | null {
  const state = verification.exec(letters(cell))?.[1] ?? '';
  if (failed.test(state)) return ['identity/verification-failed', 'identity/not-verified'];
  return open.test(state) ? ['identity/not-verified'] : null;
}

/** The codes that a state under a label stands for; null for a state that is none, or not bad. */
export function codesOf(label: string, state: string): readonly string[] | null {
  const name = letters(label);
  const value = letters(state);
  if (value === '' || value.length > 40) return null;
  for (const thing of things) {
    if (!thing.label.test(name)) continue;
    const found = thing.states.find(([pattern]) => pattern.test(value));
    if (found !== undefined) return found[1];
  }
  return null;
}
