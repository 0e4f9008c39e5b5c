"""What people read for the field's closed lists."""

from dialogue.core.i18n import N_
from models.core.vocabulary import (
    Brought,
    Course,
    Criterion,
    Destination,
    EmployerKind,
    Ethnicity,
    EvidenceKind,
    Leaving,
    NoticeKind,
    Reach,
    RoleName,
    Schooling,
    Sex,
    Skill,
    Trade,
    Trouble,
    Wish,
    WorkStatus,
)

SEX = {Sex.FEMALE: N_("Woman"), Sex.MALE: N_("Man")}
SCHOOLING = {
    Schooling.NONE: N_("No schooling"),
    Schooling.PRIMARY: N_("Primary school"),
    Schooling.JUNIOR: N_("Junior high"),
    Schooling.SENIOR: N_("Senior high"),
    Schooling.VOCATIONAL: N_("Vocational school"),
    Schooling.COLLEGE: N_("College"),
    Schooling.BACHELOR: N_("University"),
}
STATUS = {
    WorkStatus.OUT_OF_WORK: N_("Out of work"),
    WorkStatus.FARMING: N_("Farming at home"),
    WorkStatus.IN_COUNTY: N_("Working in this county"),
    WorkStatus.IN_PROVINCE: N_("Working elsewhere in the province"),
    WorkStatus.OUTSIDE: N_("Working outside the province"),
    WorkStatus.SELF_EMPLOYED: N_("My own business"),
    WorkStatus.AT_SCHOOL: N_("At school"),
}
REACH = {
    Reach.TOWNSHIP: N_("In the village or township"),
    Reach.COUNTY: N_("In the county"),
    Reach.PROVINCE: N_("In the province"),
    Reach.ANYWHERE: N_("Anywhere"),
}
WHERE_WORK_IS = {
    Reach.TOWNSHIP: N_("In people's own township"),
    Reach.COUNTY: N_("In the county"),
    Reach.PROVINCE: N_("In the province"),
    Reach.ANYWHERE: N_("Outside the province"),
}
WISHES = {
    Wish.WORK: N_("Find work"),
    Wish.TRAINING: N_("Learn a trade, free"),
    Wish.BUSINESS: N_("Start a small business"),
}
COURSES = {
    Course.GREENHOUSE: N_("Greenhouse vegetables"),
    Course.MUSHROOMS: N_("Edible mushrooms"),
    Course.GINSENG: N_("Ginseng"),
    Course.COARSE_GRAINS: N_("Coarse grains and beans"),
    Course.LIVESTOCK: N_("Livestock and poultry"),
    Course.BRANDING: N_("Making a brand of local produce"),
    Course.ECOMMERCE: N_("Selling online"),
    Course.SKILLS: N_("A trade for going away to work"),
    Course.LABOUR_BRAND: N_("Our county's labour brand"),
    Course.STARTING_UP: N_("Starting a business"),
    Course.TECHNICAL_SCHOOL: N_("Technical school, free for school-leavers"),
}
NOTICE_ICONS = {kind: kind.traits.icon for kind in NoticeKind}
NOTICE_NAMES = {kind: kind.traits.name for kind in NoticeKind}
NOTICES = {kind: kind.traits.plural for kind in NoticeKind}
CRITERIA = {
    Criterion.REGISTERED: N_("Registered poor households only"),
    Criterion.OUT_OF_WORK: N_("Out of work"),
    Criterion.TRAINING: N_("Want to learn"),
    Criterion.WORK: N_("Look for work"),
    Criterion.LEAVERS: N_("Left school within two years"),
    Criterion.BUSINESS: N_("Want to start a business"),
}
SKILLS = {
    Skill.CROPS: N_("Growing crops"),
    Skill.LIVESTOCK: N_("Raising animals"),
    Skill.MUSHROOMS: N_("Growing mushrooms"),
    Skill.BUILDING: N_("Bricklaying, carpentry"),
    Skill.WELDING: N_("Welding"),
    Skill.ELECTRICS: N_("Electrics"),
    Skill.DRIVING: N_("Driving"),
    Skill.COOKING: N_("Cooking"),
    Skill.SEWING: N_("Sewing"),
    Skill.CARE: N_("Caring for people"),
    Skill.COMPUTER: N_("Computer, selling online"),
}
TRADES = {
    Trade.FARM: N_("Farm work"),
    Trade.FACTORY: N_("Factory"),
    Trade.BUILDING: N_("Building site"),
    Trade.CATERING: N_("Kitchen, restaurant"),
    Trade.CLEANING: N_("Cleaning, housekeeping"),
    Trade.CARE: N_("Caring for people"),
    Trade.DRIVING: N_("Driving"),
    Trade.SECURITY: N_("Security guard"),
    Trade.FORESTRY: N_("Forest work"),
    Trade.DELIVERY: N_("Delivery, warehouse"),
    Trade.SHOP: N_("Shop"),
    Trade.SEWING: N_("Sewing"),
}
ETHNICITIES = {
    Ethnicity.HAN: N_("Han"),
    Ethnicity.KOREAN: N_("Korean"),
    Ethnicity.MANCHU: N_("Manchu"),
    Ethnicity.MONGOL: N_("Mongol"),
    Ethnicity.HUI: N_("Hui"),
}
ROLES = {RoleName.STAFF: N_("county staff"), RoleName.BROKER: N_("labour broker")}
EMPLOYER_KINDS = {
    EmployerKind.ENTERPRISE: N_("Company, factory or shop"),
    EmployerKind.WORKSHOP: N_("Village workshop"),
    EmployerKind.RETURNEE_BASE: N_("Base of people who came home"),
    EmployerKind.AID_BASE: N_("Employment aid base"),
    EmployerKind.PUBLIC_POST: N_("Public-welfare posts"),
}
DESTINATIONS = {
    Destination.IN_COUNTY: N_("In this county"),
    Destination.IN_PROVINCE: N_("Elsewhere in the province"),
    Destination.OUTSIDE: N_("Outside the province"),
}
BROUGHT = {
    Brought.GROUP: N_("In a group that we brought"),
    Brought.COOPERATION: N_("Through a partner city"),
    Brought.ALONE: N_("On their own"),
}
EVIDENCE_KINDS = {
    EvidenceKind.CONTRACT: N_("Contract"),
    EvidenceKind.WAGES: N_("Wage slip or wage table"),
    EvidenceKind.ROSTER: N_("List of names"),
    EvidenceKind.CERTIFICATE: N_("The employer's certificate"),
    EvidenceKind.AGREEMENT: N_("Agreement made beforehand"),
    EvidenceKind.INSURANCE: N_("Proof of insurance"),
    EvidenceKind.ID_COPIES: N_("Copies of ID cards"),
    EvidenceKind.SIGNED_PAPER: N_("Paper that the person signed"),
    EvidenceKind.OTHER: N_("Another paper"),
}
LEAVINGS = {
    Leaving.OVER: N_("The work was done"),
    Leaving.PAY: N_("About the pay"),
    Leaving.HOME: N_("Needed at home"),
    Leaving.HEALTH: N_("Health"),
    Leaving.DISMISSED: N_("The employer let them go"),
    Leaving.OTHER: N_("Another reason"),
}
TROUBLES = {
    Trouble.UNPAID: N_("Wages not paid"),
    Trouble.NO_CONTRACT: N_("No contract"),
    Trouble.NO_INSURANCE: N_("No insurance"),
    Trouble.FEE: N_("Money was asked of me for the job"),
    Trouble.DANGER: N_("The work is dangerous"),
    Trouble.PAPERS: N_("My papers are kept"),
    Trouble.OTHER: N_("Something else is wrong"),
}
