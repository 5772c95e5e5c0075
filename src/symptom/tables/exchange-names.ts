/**
 * The names by which Exchange says in a non-delivery report what its categorizer, resolver, router or store refused: its own
 * words, in whatever language the rest is ("Email non-delivery reports and SMTP errors in Exchange Online"). The narrowest first.
 */
export const exchangeNames: readonly (readonly [name: RegExp, code: string])[] = [
  [/^resolver\.rst\.(?:recip|send)sizelimit/u, 'bounce/message-too-large'],
  [/^resolver\.adr\./u, 'bounce/unknown-user'],
  [/^resolver\.rst\./u, 'bounce/policy-rejected'],
  [/^resolver\.(?:fwd|grp|loop)\b/u, 'bounce/recipient-server-fault'],
  [/^transport\.rules\./u, 'bounce/policy-rejected'],
  [/^storedrv\.\w+\.?.*quotaexceeded/u, 'bounce/mailbox-full'],
  [/^storedrv\.\w+\.?.*(?:recipientnotfound|mailboxnotfound|unknownmailbox)/u, 'bounce/unknown-user'],
  [
    /^storedrv\.\w+\.?.*(?:mailboxdisabled|mailboxinfoinactive|recipientdisabled)/u,
    'bounce/mailbox-inactive',
  ],
  [/^queue\.expired/u, 'bounce/expired'],
  [/^smtpsend\.dns\.(?:nonexistentdomain|invaliddata)/u, 'bounce/domain-not-found'],
  [/^(?:smtpsend\.dns\.mxloopback|routing\.|cat\.(?:loop|noconnector))/u, 'bounce/recipient-server-fault'],
  [/^(?:cat\.invalidaddress|approval\.invalidmessage\.invalidrecipient)/u, 'bounce/unknown-user'],
  [/^cat\.(?:invalidcontent|invalidmessage)/u, 'bounce/content-rejected'],
  [/^approval\./u, 'bounce/policy-rejected'],
];
