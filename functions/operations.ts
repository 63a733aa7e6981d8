import type { Contract } from './contract.ts';
import { approveRequest } from './approve-request/contract.ts';
import { cancelJob } from './cancel-job/contract.ts';
import { cancelOrder } from './cancel-order/contract.ts';
import { checkCredit } from './check-credit/contract.ts';
import { commitImport } from './commit-import/contract.ts';
import { createAdjustment } from './create-adjustment/contract.ts';
import { delegateRequest } from './delegate-request/contract.ts';
import { deleteAccountStatus } from './delete-account-status/contract.ts';
import { deleteAdjustmentLine } from './delete-adjustment-line/contract.ts';
import { deleteAutomaticLimit } from './delete-automatic-limit/contract.ts';
import { deleteCreditManagementGroup } from './delete-credit-management-group/contract.ts';
import { deleteCustomerCreditGroupMember } from './delete-customer-credit-group-member/contract.ts';
import { deleteExchangeRate } from './delete-exchange-rate/contract.ts';
import { deleteGrant } from './delete-grant/contract.ts';
import { deletePaymentTermsRank } from './delete-payment-terms-rank/contract.ts';
import { deleteRateType } from './delete-rate-type/contract.ts';
import { deleteReason } from './delete-reason/contract.ts';
import { deleteRiskGroup } from './delete-risk-group/contract.ts';
import { deleteRule } from './delete-rule/contract.ts';
import { deleteSchedule } from './delete-schedule/contract.ts';
import { deleteScoringGroup } from './delete-scoring-group/contract.ts';
import { deleteSettlementDiscountRank } from './delete-settlement-discount-rank/contract.ts';
import { deleteWorkflow } from './delete-workflow/contract.ts';
import { editAdjustment } from './edit-adjustment/contract.ts';
import { editHold } from './edit-hold/contract.ts';
import { evaluateCustomerHolds } from './evaluate-customer-holds/contract.ts';
import { excludeOrder } from './exclude-order/contract.ts';
import { exportCreditPositions } from './export-credit-positions/contract.ts';
import { exportDecisions } from './export-decisions/contract.ts';
import { exportHolds } from './export-holds/contract.ts';
import { exportImportErrors } from './export-import-errors/contract.ts';
import { forceHold } from './force-hold/contract.ts';
import { generateAdjustmentLines } from './generate-adjustment-lines/contract.ts';
import { getAccountStatus } from './get-account-status/contract.ts';
import { getAdjustment } from './get-adjustment/contract.ts';
import { getAdjustmentLine } from './get-adjustment-line/contract.ts';
import { getApprovalRequest } from './get-approval-request/contract.ts';
import { getAutomaticLimit } from './get-automatic-limit/contract.ts';
import { getCreditManagementGroup } from './get-credit-management-group/contract.ts';
import { getCreditNote } from './get-credit-note/contract.ts';
import { getCreditPosition } from './get-credit-position/contract.ts';
import { getCustomerCreditGroup } from './get-customer-credit-group/contract.ts';
import { getCustomer } from './get-customer/contract.ts';
import { getDecision } from './get-decision/contract.ts';
import { getGrant } from './get-grant/contract.ts';
import { getHold } from './get-hold/contract.ts';
import { getImport } from './get-import/contract.ts';
import { getInvoice } from './get-invoice/contract.ts';
import { getJob } from './get-job/contract.ts';
import { getLegalEntity } from './get-legal-entity/contract.ts';
import { getOrder } from './get-order/contract.ts';
import { getPackingSlip } from './get-packing-slip/contract.ts';
import { getParameters } from './get-parameters/contract.ts';
import { getPaymentTermsRank } from './get-payment-terms-rank/contract.ts';
import { getPayment } from './get-payment/contract.ts';
import { getRateType } from './get-rate-type/contract.ts';
import { getReason } from './get-reason/contract.ts';
import { getRiskGroup } from './get-risk-group/contract.ts';
import { getRiskScore } from './get-risk-score/contract.ts';
import { getRule } from './get-rule/contract.ts';
import { getSchedule } from './get-schedule/contract.ts';
import { getScoringGroup } from './get-scoring-group/contract.ts';
import { getSettlementDiscountRank } from './get-settlement-discount-rank/contract.ts';
import { getStatistics } from './get-statistics/contract.ts';
import { getWorkflow } from './get-workflow/contract.ts';
import { listAccountStatuses } from './list-account-statuses/contract.ts';
import { listAdjustmentLines } from './list-adjustment-lines/contract.ts';
import { listAdjustments } from './list-adjustments/contract.ts';
import { listApprovalRequests } from './list-approval-requests/contract.ts';
import { listAutomaticLimits } from './list-automatic-limits/contract.ts';
import { listCreditManagementGroups } from './list-credit-management-groups/contract.ts';
import { listCreditNotes } from './list-credit-notes/contract.ts';
import { listCustomerAuditLinks } from './list-customer-audit-links/contract.ts';
import { listCustomerCreditGroupAuditLinks } from './list-customer-credit-group-audit-links/contract.ts';
import { listCustomerCreditGroups } from './list-customer-credit-groups/contract.ts';
import { listCustomers } from './list-customers/contract.ts';
import { listDecisions } from './list-decisions/contract.ts';
import { listExchangeRates } from './list-exchange-rates/contract.ts';
import { listGrants } from './list-grants/contract.ts';
import { listHolds } from './list-holds/contract.ts';
import { listInvoices } from './list-invoices/contract.ts';
import { listJobResults } from './list-job-results/contract.ts';
import { listJobs } from './list-jobs/contract.ts';
import { listLegalEntities } from './list-legal-entities/contract.ts';
import { listLegalEntityAuditLinks } from './list-legal-entity-audit-links/contract.ts';
import { listMyApprovals } from './list-my-approvals/contract.ts';
import { listOrders } from './list-orders/contract.ts';
import { listPaymentTermsRanks } from './list-payment-terms-ranks/contract.ts';
import { listPayments } from './list-payments/contract.ts';
import { listRateTypes } from './list-rate-types/contract.ts';
import { listReasons } from './list-reasons/contract.ts';
import { listReleasableGroupHolds } from './list-releasable-group-holds/contract.ts';
import { listReleasableHolds } from './list-releasable-holds/contract.ts';
import { listReviewWork } from './list-review-work/contract.ts';
import { listRiskGroups } from './list-risk-groups/contract.ts';
import { listRules } from './list-rules/contract.ts';
import { listSchedules } from './list-schedules/contract.ts';
import { listScoringGroups } from './list-scoring-groups/contract.ts';
import { listSettlementDiscountRanks } from './list-settlement-discount-ranks/contract.ts';
import { listWorkflows } from './list-workflows/contract.ts';
import { postAdjustment } from './post-adjustment/contract.ts';
import { putAccountStatus } from './put-account-status/contract.ts';
import { putAdjustmentLine } from './put-adjustment-line/contract.ts';
import { putAutomaticLimit } from './put-automatic-limit/contract.ts';
import { putCreditManagementGroup } from './put-credit-management-group/contract.ts';
import { putCreditNoteSettlement } from './put-credit-note-settlement/contract.ts';
import { putCreditNote } from './put-credit-note/contract.ts';
import { putCustomerCreditGroupMember } from './put-customer-credit-group-member/contract.ts';
import { putCustomerCreditGroup } from './put-customer-credit-group/contract.ts';
import { putCustomer } from './put-customer/contract.ts';
import { putExchangeRates } from './put-exchange-rates/contract.ts';
import { putGrant } from './put-grant/contract.ts';
import { putImportPart } from './put-import-part/contract.ts';
import { putImport } from './put-import/contract.ts';
import { putInvoice } from './put-invoice/contract.ts';
import { putLegalEntity } from './put-legal-entity/contract.ts';
import { putOrder } from './put-order/contract.ts';
import { putPackingSlip } from './put-packing-slip/contract.ts';
import { putParameters } from './put-parameters/contract.ts';
import { putPaymentSettlement } from './put-payment-settlement/contract.ts';
import { putPaymentTermsRank } from './put-payment-terms-rank/contract.ts';
import { putPayment } from './put-payment/contract.ts';
import { putRateType } from './put-rate-type/contract.ts';
import { putReason } from './put-reason/contract.ts';
import { putRiskGroup } from './put-risk-group/contract.ts';
import { putRule } from './put-rule/contract.ts';
import { putSchedule } from './put-schedule/contract.ts';
import { putScoringGroup } from './put-scoring-group/contract.ts';
import { putSettlementDiscountRank } from './put-settlement-discount-rank/contract.ts';
import { putWorkflow } from './put-workflow/contract.ts';
import { recallRequest } from './recall-request/contract.ts';
import { reconcileCustomer } from './reconcile-customer/contract.ts';
import { rejectHolds } from './reject-holds/contract.ts';
import { rejectRequest } from './reject-request/contract.ts';
import { releaseHolds } from './release-holds/contract.ts';
import { requestCheckpoint } from './request-checkpoint/contract.ts';
import { resubmitRequest } from './resubmit-request/contract.ts';
import { retryJob } from './retry-job/contract.ts';
import { reverseCreditNoteSettlement } from './reverse-credit-note-settlement/contract.ts';
import { reversePackingSlip } from './reverse-packing-slip/contract.ts';
import { reversePaymentSettlement } from './reverse-payment-settlement/contract.ts';
import { reversePayment } from './reverse-payment/contract.ts';
import { sendBackRequest } from './send-back-request/contract.ts';
import { startHoldEvaluation } from './start-hold-evaluation/contract.ts';
import { startImportDryRun } from './start-import-dry-run/contract.ts';
import { withdrawReleases } from './withdraw-releases/contract.ts';
import { startHoldForcing } from './start-hold-forcing/contract.ts';
import { verifyCustomerAuditChain } from './verify-customer-audit-chain/contract.ts';
import { verifyCustomerCreditGroupAuditChain } from './verify-customer-credit-group-audit-chain/contract.ts';
import { verifyLegalEntityAuditChain } from './verify-legal-entity-audit-chain/contract.ts';
import { startReconciliation } from './start-reconciliation/contract.ts';
import { startReviewWorkSearch } from './start-review-work-search/contract.ts';
import { startRiskScoreUpdate } from './start-risk-score-update/contract.ts';
import { startStatisticsCalculation } from './start-statistics-calculation/contract.ts';
import { startStatisticsDeletion } from './start-statistics-deletion/contract.ts';
import { submitAdjustmentLine } from './submit-adjustment-line/contract.ts';
import { submitAdjustment } from './submit-adjustment/contract.ts';

/** Every HTTP operation: what infrastructure, local runtime, API description and tests walk. */
export const operations = [
  putLegalEntity,
  getLegalEntity,
  listLegalEntities,
  getParameters,
  putParameters,
  listRules,
  getRule,
  putRule,
  deleteRule,
  listReasons,
  getReason,
  putReason,
  deleteReason,
  listAccountStatuses,
  getAccountStatus,
  putAccountStatus,
  deleteAccountStatus,
  listCreditManagementGroups,
  getCreditManagementGroup,
  putCreditManagementGroup,
  deleteCreditManagementGroup,
  listPaymentTermsRanks,
  getPaymentTermsRank,
  putPaymentTermsRank,
  deletePaymentTermsRank,
  listSettlementDiscountRanks,
  getSettlementDiscountRank,
  putSettlementDiscountRank,
  deleteSettlementDiscountRank,
  listRateTypes,
  getRateType,
  putRateType,
  deleteRateType,
  listScoringGroups,
  getScoringGroup,
  putScoringGroup,
  deleteScoringGroup,
  listRiskGroups,
  getRiskGroup,
  putRiskGroup,
  deleteRiskGroup,
  listAutomaticLimits,
  getAutomaticLimit,
  putAutomaticLimit,
  deleteAutomaticLimit,
  listExchangeRates,
  putExchangeRates,
  deleteExchangeRate,
  listWorkflows,
  getWorkflow,
  putWorkflow,
  deleteWorkflow,
  listGrants,
  getGrant,
  putGrant,
  deleteGrant,
  putOrder,
  getOrder,
  listOrders,
  cancelOrder,
  excludeOrder,
  requestCheckpoint,
  checkCredit,
  getDecision,
  listDecisions,
  putCustomer,
  getCustomer,
  listCustomers,
  getCreditPosition,
  reconcileCustomer,
  startReconciliation,
  startStatisticsCalculation,
  getStatistics,
  startStatisticsDeletion,
  startRiskScoreUpdate,
  getRiskScore,
  startReviewWorkSearch,
  listReviewWork,
  exportCreditPositions,
  putCustomerCreditGroup,
  getCustomerCreditGroup,
  listCustomerCreditGroups,
  putCustomerCreditGroupMember,
  deleteCustomerCreditGroupMember,
  listHolds,
  exportHolds,
  exportDecisions,
  getHold,
  listReleasableHolds,
  listReleasableGroupHolds,
  editHold,
  releaseHolds,
  rejectHolds,
  withdrawReleases,
  forceHold,
  putPackingSlip,
  getPackingSlip,
  reversePackingSlip,
  putInvoice,
  getInvoice,
  listInvoices,
  putCreditNote,
  getCreditNote,
  listCreditNotes,
  putPayment,
  getPayment,
  listPayments,
  putPaymentSettlement,
  reversePaymentSettlement,
  reversePayment,
  putCreditNoteSettlement,
  reverseCreditNoteSettlement,
  createAdjustment,
  getAdjustment,
  listAdjustments,
  editAdjustment,
  putAdjustmentLine,
  getAdjustmentLine,
  listAdjustmentLines,
  deleteAdjustmentLine,
  generateAdjustmentLines,
  submitAdjustment,
  submitAdjustmentLine,
  postAdjustment,
  evaluateCustomerHolds,
  startHoldEvaluation,
  startHoldForcing,
  listJobs,
  getJob,
  listJobResults,
  cancelJob,
  retryJob,
  listSchedules,
  getSchedule,
  putSchedule,
  deleteSchedule,
  listMyApprovals,
  listApprovalRequests,
  getApprovalRequest,
  approveRequest,
  rejectRequest,
  sendBackRequest,
  delegateRequest,
  recallRequest,
  resubmitRequest,
  putImport,
  putImportPart,
  getImport,
  startImportDryRun,
  commitImport,
  exportImportErrors,
  listCustomerAuditLinks,
  verifyCustomerAuditChain,
  listCustomerCreditGroupAuditLinks,
  verifyCustomerCreditGroupAuditChain,
  listLegalEntityAuditLinks,
  verifyLegalEntityAuditChain,
] as const satisfies readonly Contract[];

export type OperationName = (typeof operations)[number]['name'];
