import { followPolicy, managedPolicy, policyMemory } from '../platform/storage/managed-policy.ts';
import { PolicyService } from './policy-service.ts';

/** Called in the first turn of the worker. */
export function browserPolicies(onChange: () => void): PolicyService {
  const policies = new PolicyService({ told: managedPolicy, memory: policyMemory, onChange });
  followPolicy(() => void policies.remember());
  return policies;
}
