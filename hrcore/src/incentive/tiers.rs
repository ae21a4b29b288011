//! stand-in
use crate::compile::CompiledCommission;
use crate::number::Rational;
use crate::policy::TierApply;

pub(crate) fn pays(rule: &CompiledCommission, apply: TierApply, base: &Rational) -> Rational {
    let hundred = Rational::from(100);
    let rate_of = |r: &Rational| r.checked_div(&hundred).unwrap_or(Rational::ZERO);
    let Some((_, first)) = rule.steps.first() else { return Rational::ZERO };
    if base.signum() <= 0 {
        return base * &rate_of(first);
    }
    let mut from = Rational::ZERO;
    let mut sum = Rational::ZERO;
    for (i, (upto, rate)) in rule.steps.iter().enumerate() {
        let inside = upto.as_ref().is_none_or(|u| base <= u);
        match apply {
            TierApply::Whole if inside => return base * &rate_of(rate),
            TierApply::Ramp if inside => {
                let r = match (upto, rule.steps.get(i + 1)) {
                    (Some(u), Some((_, next))) => {
                        let k = (next - rate).checked_div(&(u - &from)).unwrap_or(Rational::ZERO);
                        rate + &(&k * &(base - &from))
                    }
                    _ => rate.clone(),
                };
                return base * &rate_of(&r);
            }
            TierApply::Marginal => {
                let end = match upto {
                    Some(u) if !inside => u.clone(),
                    _ => base.clone(),
                };
                sum = &sum + &(&(&end - &from) * &rate_of(rate));
                if inside {
                    return sum;
                }
            }
            _ => {}
        }
        from = upto.clone().unwrap_or(Rational::ZERO);
    }
    sum
}
