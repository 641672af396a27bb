{# The columns of rpt_region_years, in their order: column, indicator, measure, base unit. A line more here wants a
   column more in the contract of that model; tests/main_indicators_are_in_the_vocabulary.sql checks the rest. #}
{% macro main_indicators() -%}
    {{ return([
        ["gross_regional_product_cny", "gross_regional_product", "level", "CNY"],
        ["gross_regional_product_growth_percent", "gross_regional_product", "growth_yoy", "percent"],
        ["gross_regional_product_per_capita_cny", "gross_regional_product_per_capita", "level", "CNY"],
        ["industrial_output_value_above_designated_size_cny", "industrial_output_value_above_designated_size", "level", "CNY"],
        ["industrial_value_added_above_designated_size_cny", "industrial_value_added_above_designated_size", "level", "CNY"],
        ["industrial_value_added_above_designated_size_growth_percent", "industrial_value_added_above_designated_size", "growth_yoy", "percent"],
        ["fixed_asset_investment_growth_percent", "fixed_asset_investment", "growth_yoy", "percent"],
        ["retail_sales_of_consumer_goods_cny", "retail_sales_of_consumer_goods", "level", "CNY"],
        ["goods_trade_value_cny", "goods_trade_value", "level", "CNY"],
        ["general_public_budget_revenue_cny", "general_public_budget_revenue", "level", "CNY"],
        ["urban_disposable_income_per_capita_cny", "urban_disposable_income_per_capita", "level", "CNY"],
        ["rural_disposable_income_per_capita_cny", "rural_disposable_income_per_capita", "level", "CNY"],
        ["rd_expenditure_cny", "rd_expenditure", "level", "CNY"],
        ["technology_contract_value_cny", "technology_contract_value", "level", "CNY"],
        ["high_tech_enterprises_count", "high_tech_enterprises", "level", "1"],
        ["resident_population_count", "resident_population", "level", "1"],
    ]) }}
{%- endmacro %}
