import { CloudFormationValidatePlugin } from 'aws-cdk-lib';

/** What no pack of cdk-nag asks of a table: losing it is losing what everybody owes. A template without these is refused. */
const tableRules = `
let tables = Resources.*[ Type == 'AWS::DynamoDB::Table' ]

rule table_is_kept when %tables !empty {
  %tables.DeletionPolicy == 'Retain'
  %tables.UpdateReplacePolicy == 'Retain'
  %tables.Properties.DeletionProtectionEnabled == true
}

rule table_has_customer_managed_key when %tables !empty {
  %tables.Properties.SSESpecification.SSEEnabled == true
  %tables.Properties.SSESpecification.KMSMasterKeyId exists
}
`;

/** CDK's own template validator with these rules beside its own; it takes the place of the one that an app has by itself. */
export function templateValidator(): CloudFormationValidatePlugin {
  return new CloudFormationValidatePlugin({ guardRules: [{ name: 'table', content: tableRules }] });
}
