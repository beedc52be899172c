/**
 * `npm run bench -- headings`: are the columns of twelve exports known by their headings? Headings as the products' exports and
 * their documentation have them, in 2025 and 2026; `-` marks a column that is of no use here and must not be taken for one.
 */
import { guessColumns } from '../../shared/import/import-columns.ts'

const exports: Readonly<Record<string, string>> = {
  hubspot:
    'Record ID:-,First Name:firstName,Last Name:lastName,Email:email,Phone Number:direct,Mobile Phone Number:mobile,Contact owner:owner,Associated Company:company,Associated Company IDs:-,Job Title:title,Lead Status:-,Lifecycle Stage:-,Last Activity Date:lastContacted,Time Zone:timeZone,City:city,State/Region:state,Postal Code:postalCode,Country/Region:country,Original Traffic Source:-,Unsubscribed from all email:-,Create Date:-',
  'salesforce lead':
    'Lead Owner:owner,First Name:firstName,Last Name:lastName,Title:title,Company / Account:company,Lead Source:-,Street:-,City:city,State/Province:state,Zip/Postal Code:postalCode,Country:country,Phone:direct,Mobile:mobile,Fax:-,Email:email,Do Not Call:doNotCall,Email Opt Out:-,Rating:-,Lead Status:-,Description:notes,Last Activity:lastContacted,Created Date:-',
  'salesforce contact':
    'Salutation:-,First Name:firstName,Last Name:lastName,Title:title,Account Name:company,Mailing Street:-,Mailing City:city,Mailing State/Province:state,Mailing Zip/Postal Code:postalCode,Mailing Country:country,Phone:direct,Mobile:mobile,Home Phone:home,Other Phone:other,Asst. Phone:other,Assistant:-,Fax:-,Email:email,Account Owner:owner,Do Not Call:doNotCall,Contact ID:-,Last Modified Date:-',
  pipedrive:
    'Person - Name:name,Person - Label:tags,Person - Organization:company,Person - Email - Work:email,Person - Email - Home:email,Person - Phone - Work:direct,Person - Phone - Home:home,Person - Phone - Mobile:mobile,Person - Open deals:-,Person - Closed deals:-,Person - Next activity date:-,Person - Owner:owner,Person - ID:-,Person - Marketing status:-,Deal - Value:dealValue',
  close:
    'id:-,display_name:company,description:notes,url:-,status_label:-,primary_contact_name:name,primary_contact_title:title,primary_contact_primary_phone:direct,primary_contact_primary_phone_type:-,primary_contact_primary_email:email,primary_contact_primary_email_type:-,date_created:-,num_calls:-,last_call_date:lastContacted',
  apollo:
    'First Name:firstName,Last Name:lastName,Title:title,Company:company,Company Name for Emails:-,Email:email,Email Status:-,Primary Email Source:-,Email Confidence:-,Seniority:-,Departments:-,Contact Owner:owner,Work Direct Phone:direct,Home Phone:home,Mobile Phone:mobile,Corporate Phone:main,Other Phone:other,Do Not Call:doNotCall,Stage:-,Lists:-,Last Contacted:lastContacted,Account Owner:-,# Employees:-,Industry:-,Keywords:-,Person Linkedin Url:-,Website:-,Company Linkedin Url:-,City:city,State:state,Country:country,Company Address:-,Company City:-,Company State:-,Company Country:-,Company Phone:main,Technologies:-,Annual Revenue:-,Apollo Contact Id:-,Secondary Email:email',
  zoominfo:
    'ZoomInfo Contact ID:-,Last Name:lastName,First Name:firstName,Middle Name:-,Salutation:-,Suffix:-,Job Title:title,Job Title Hierarchy Level:-,Job Function:-,Management Level:-,Direct Phone Number:direct,Direct Phone Do Not Call:doNotCall,Email Address:email,Email Domain:-,Mobile phone:mobile,Mobile Phone Do Not Call:doNotCall,Person Street:-,Person City:city,Person State:state,Person Zip Code:postalCode,Country:country,ZoomInfo Company ID:-,Company Name:company,Website:-,Company HQ Phone:main,Company Street Address:-,Company City:-,Company State:-,Company Zip Code:-,Company Country:-,Revenue (in 000s USD):-,Employees:-',
  outlook:
    "Title:-,First Name:firstName,Middle Name:-,Last Name:lastName,Suffix:-,Company:company,Department:-,Job Title:title,Business Street:-,Business City:city,Business State:state,Business Postal Code:postalCode,Business Country/Region:country,Home Street:-,Home City:-,Home State:-,Assistant's Phone:other,Business Fax:-,Business Phone:direct,Business Phone 2:other,Company Main Phone:main,Home Phone:home,Mobile Phone:mobile,Other Phone:other,Primary Phone:direct,Categories:tags,E-mail Address:email,E-mail Type:-,E-mail Display Name:-,E-mail 2 Address:email,Notes:notes,Web Page:-,Birthday:-,Gender:-,Manager's Name:-,Referred By:referrer",
  'google, old':
    'Name:name,Given Name:firstName,Additional Name:-,Family Name:lastName,Yomi Name:-,Name Prefix:-,Name Suffix:-,Nickname:-,Birthday:-,Gender:-,Notes:notes,Group Membership:tags,E-mail 1 - Type:-,E-mail 1 - Value:email,Phone 1 - Type:numberKind,Phone 1 - Value:direct,Phone 2 - Type:numberKind,Phone 2 - Value:direct,Organization 1 - Type:-,Organization 1 - Name:company,Organization 1 - Title:title,Address 1 - Type:-,Address 1 - Street:-,Address 1 - City:city,Address 1 - Region:state,Address 1 - Postal Code:postalCode,Address 1 - Country:country',
  'google, new':
    'First Name:firstName,Middle Name:-,Last Name:lastName,Phonetic First Name:-,Phonetic Last Name:-,Name Prefix:-,Name Suffix:-,Nickname:-,File As:-,Organization Name:company,Organization Title:title,Organization Department:-,Birthday:-,Notes:notes,Photo:-,Labels:tags,E-mail 1 - Label:-,E-mail 1 - Value:email,E-mail 2 - Label:-,E-mail 2 - Value:email,Phone 1 - Label:numberKind,Phone 1 - Value:direct,Phone 2 - Label:numberKind,Phone 2 - Value:direct,Address 1 - Label:-,Address 1 - City:city,Address 1 - Region:state,Address 1 - Postal Code:postalCode,Address 1 - Country:country,Website 1 - Value:-',
  zoho: 'Record Id:-,Lead Owner:owner,Company:company,First Name:firstName,Last Name:lastName,Title:title,Email:email,Phone:direct,Fax:-,Mobile:mobile,Website:-,Lead Source:-,Lead Status:-,Industry:-,No. of Employees:-,Annual Revenue:-,Rating:-,Street:-,City:city,State:state,Zip Code:postalCode,Country:country,Description:notes,Email Opt Out:-,Skype ID:-,Secondary Email:email,Last Activity Time:lastContacted,Created By:-,Tag:tags,Expected Revenue:-',
  vicidial:
    'vendor_lead_code:-,source_id:-,list_id:-,phone_code:phoneCode,phone_number:direct,title:-,first_name:firstName,middle_initial:-,last_name:lastName,address1:-,address2:-,address3:-,city:city,state:state,province:-,postal_code:postalCode,country_code:country,gender:-,date_of_birth:-,alt_phone:other,email:email,security_phrase:-,comments:notes,rank:-,owner:owner',
}

export async function bench(): Promise<void> {
  let columnsOfUse = 0
  let mapped = 0
  let wrong = 0
  for (const [name, written] of Object.entries(exports)) {
    const columns = written.split(',').map((column) => {
      const at = column.lastIndexOf(':')
      return { heading: column.slice(0, at), field: column.slice(at + 1) === '-' ? null : column.slice(at + 1) }
    })
    const guesses = guessColumns(
      columns.map(({ heading }) => heading),
      [],
    )
    for (const [at, { heading, field }] of columns.entries()) {
      const guess = guesses[at] ?? null
      if (field) columnsOfUse++
      if (field && guess === field) mapped++
      if (guess && guess !== field) wrong++
      if (guess !== field)
        console.log(`${name}: ${heading} is ${guess ?? 'left out'}, and should be ${field ?? 'left out'}`)
    }
  }
  console.log(JSON.stringify({ bench: 'headings', exports: Object.keys(exports).length, columnsOfUse, mapped, wrong }))
}
