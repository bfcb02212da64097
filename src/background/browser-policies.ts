import { followPolicy, managedPolicy, policyMemory } from '../platform/storage/managed-policy.ts';
import { PolicyService } from './policy-service.ts';

/** Called in the first turn of the worker. `onChange`: another thing is set, or it is said late. */
export function browserPolicies(onChange: () => void): PolicyService {
  const changed = () => {
    void policies.remember();
    onChange();
  };
  const policies = new PolicyService({ told: managedPolicy, memory: policyMemory, onLate: changed });
  followPolicy(changed);
  return policies;
}
